import { z } from 'zod'

import { type OptionShape, statedName } from '../../src/plan/definitions/option-shape.ts'
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
  const isSubject = (name: string): number => Number(name === subject)
  const subjectFirst = Object.entries(options).toSorted(([a], [b]) => isSubject(b) - isSubject(a))
  const rows = subjectFirst.map(([name, option]) => [
    name === subject ? `${code(name)}, written first` : code(name),
    optionType(name, option),
    usualText(name, option),
    docs.options[name] ?? '',
  ])
  return table(['option', 'type', 'default', 'meaning'], rows)
}

/** An option's type, as its author writes it. */
export const optionType = (name: string, option: AnyOption): string => {
  const { names, stated } = option
  const schema: JsonSchema = z.toJSONSchema(stated)
  if (names) return schema.type === 'array' ? `names, each of a ${names.role}` : `name of a ${names.role}`
  const measure = authorsUnit(statedName(name, option))
  if (measure) return measuredType(measure.noun, schema)
  return fieldType(withoutNull(schema))
}

/** The default as an author would write it. */
export const usualText = (name: string, option: AnyOption): string => {
  const { usual } = option
  if (!usual) return 'required'
  if ('sameAs' in usual) return `as ${code(usual.sameAs)}`
  const value: unknown = usual.value
  if (value === null || value === undefined) return 'none'
  const measure = authorsUnit(statedName(name, option))
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
