import { z } from 'zod'

import { checked, ScenarioError } from '../scenario-error.ts'
import { refuseUnknownOptions } from '../written-options.ts'
import type { Option } from './option.ts'
import { type StatedKind, statedKind } from './stated-kind.ts'

// Method parameters are compared bivariantly, which admits an option of any written type.
type AnyOption = Option<never, z.ZodType, string, boolean>

export type OptionShape = Readonly<Record<string, AnyOption>>

type WrittenOf<O> = O extends Option<infer Written, z.ZodType, string, boolean> ? Written : never
type UsualNames<Options> = {
  [Name in keyof Options]: Options[Name] extends { readonly usual: null } ? never : Name
}[keyof Options]

/** The options as an author writes them; those with a default may be left out. */
export type Written<Options extends OptionShape> = {
  readonly [Name in Exclude<keyof Options, UsualNames<Options>>]: WrittenOf<Options[Name]>
} & { readonly [Name in UsualNames<Options>]?: WrittenOf<Options[Name]> }

type StatedName<Name, O> = O extends { readonly unit: infer Unit extends string }
  ? `${Name & string}${Unit}`
  : never

/** The schema of a stated word: its kind and its values, named with units. */
export type StatedSchema<Word extends string, Options extends OptionShape> = z.ZodObject<
  { kind: z.ZodLiteral<StatedKind<Word>> } & {
    -readonly [Name in keyof Options as StatedName<Name, Options[Name]>]: Options[Name]['stated']
  },
  z.core.$strict
>

export const statedSchema = <Word extends string, Options extends OptionShape>(
  word: Word,
  options: Options,
): StatedSchema<Word, Options> => {
  const values = Object.entries(options).map(([name, { unit, stated }]) => [`${name}${unit}`, stated])
  return z.strictObject({
    kind: z.literal(statedKind(word)),
    ...Object.fromEntries(values),
  }) as StatedSchema<Word, Options>
}

/** Reads the written options of `what`. Throws ScenarioError at the first mistake. */
export const stateOptions = <Schema extends z.ZodType>(
  what: string,
  word: { readonly kind: string; readonly options: OptionShape; readonly stated: Schema },
  written: Readonly<Record<string, unknown>>,
): z.infer<Schema> => {
  const values = Object.entries(word.options).map(([name, option]) => [
    `${name}${option.unit}`,
    readOption(`${what} ${name}`, option, written[name]),
  ])
  return checked(word.stated, { kind: word.kind, ...Object.fromEntries(values) }, what)
}

/** Throws ScenarioError if the word has no such option. */
export const refuseOthers = (
  what: string,
  { options, subject }: { readonly options: OptionShape; readonly subject: string | null },
  written: object,
): void =>
  refuseUnknownOptions(
    what,
    written,
    Object.keys(options).filter((name) => name !== subject),
  )

const readOption = (place: string, option: AnyOption, written: unknown): unknown => {
  if (written !== undefined) return option.read(written as never, place)
  if (option.usual) return option.usual.value
  throw new ScenarioError(`${place} is missing, and has no usual value`)
}
