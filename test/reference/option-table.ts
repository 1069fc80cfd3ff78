import { z } from 'zod'

import type { OptionShape } from '../../src/plan/definitions/option-shape.ts'
import { authorsLiteral } from './authors-literal.ts'
import { authorsUnit, inAuthorsUnit } from './authors-units.ts'
import { fieldType, type JsonSchema } from './field-type.ts'
import { code, table } from './markdown.ts'

/** The facts about a word that its options' table shows. */
export interface Worded {
  readonly subject: string | null
  readonly options: OptionShape
  readonly docs: { readonly options: Readonly<Record<string, string>> }
}

type AnyOption = OptionShape[string]

/** A row for each option, the subject first. */
export const optionTable = ({ subject, options, docs }: Worded): string => {
  const rows = Object.entries(options).map(([name, option]) => [
    name === subject ? `${code(name)}, written first` : code(name),
    optionType(option),
    usualText(option),
    docs.options[name] ?? '',
  ])
  const isFirst = ([name = '']: readonly string[]): boolean => name.endsWith('first')
  return table(
    ['option', 'type', 'default', 'meaning'],
    [...rows.filter(isFirst), ...rows.filter((row) => !isFirst(row))],
  )
}

/** An option's type, as its author writes it. */
export const optionType = ({ names, stated, unit }: AnyOption): string => {
  const schema: JsonSchema = z.toJSONSchema(stated)
  if (names) return schema.type === 'array' ? `names: ${names.kind}` : `name of a ${names.kind}`
  const measure = authorsUnit(unit)
  if (measure) return measuredType(measure.noun, schema)
  return fieldType(withoutNull(schema))
}

/** The default as an author would write it. */
export const usualText = ({ usual, unit }: AnyOption): string => {
  if (!usual) return 'required'
  const value: unknown = usual.value
  if (value === null) return 'none'
  const measure = authorsUnit(unit)
  const spelled = (each: unknown): unknown =>
    measure && typeof each === 'number' ? inAuthorsUnit(measure, each) : each
  return code(authorsLiteral(Array.isArray(value) ? value.map(spelled) : spelled(value)))
}

const measuredType = (noun: string, schema: JsonSchema): string => {
  const { prefixItems, minimum = 0 } = withoutNull(schema)
  if (prefixItems) return `two ${noun}s`
  return minimum > 0 ? `${noun} above zero` : noun
}

// An option with the default none is stated as null if it is left out, and is never written so.
const withoutNull = (schema: JsonSchema): JsonSchema => {
  const [only, ...others] = (schema.anyOf ?? []).filter(({ type }) => type !== 'null')
  return only && others.length === 0 ? only : schema
}
