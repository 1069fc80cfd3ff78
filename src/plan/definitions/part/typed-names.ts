import type { OptionShape } from '../option-shape.ts'
import type { PartRole } from '../part-roles.ts'

export interface TypedName {
  readonly option: string
  readonly typed: string
  readonly role: PartRole
  readonly verb: string
}

export const typedNames = (
  options: OptionShape,
  values: object,
  fieldOf: (name: string, option: OptionShape[string]) => string,
): readonly TypedName[] =>
  Object.entries(options).flatMap(([name, option]) => {
    const { names } = option
    if (!names) return []
    const value: unknown = Reflect.get(values, fieldOf(name, option))
    return [value]
      .flat()
      .flatMap((typed) => (typeof typed === 'string' ? [{ ...names, option: name, typed }] : []))
  })
