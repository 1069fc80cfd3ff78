import type { z } from 'zod'

import { alternatives, code } from './markdown.ts'

export type JsonSchema = z.core.JSONSchema.BaseSchema

/** The type of a field in the reader's words, from its JSON Schema. Throws RangeError if it has no words. */
export const fieldType = (schema: JsonSchema): string => {
  if (schema.const !== undefined) return code(JSON.stringify(schema.const))
  if (schema.enum) return alternatives(schema.enum.map((word) => code(String(word))))
  const variants = schema.anyOf ?? schema.oneOf
  if (variants) return alternatives([...new Set(variants.map((variant) => fieldType(variant)))])
  if (Array.isArray(schema.type))
    return alternatives(schema.type.map((type) => plainType({ ...schema, type })))
  return plainType(schema)
}

/** The limits of a number, if it has any. */
export const limits = ({ minimum, maximum, exclusiveMinimum }: JsonSchema): string => {
  const least = bounded(minimum)
  const most = bounded(maximum)
  if (exclusiveMinimum !== undefined) return [`above ${exclusiveMinimum}`, ...atMost(most)].join(', ')
  if (least !== null && most !== null) return `from ${least} to ${most}`
  return [...(least === null ? [] : [`at least ${least}`]), ...atMost(most)].join(', ')
}

const atMost = (most: number | null): readonly string[] => (most === null ? [] : [`at most ${most}`])

// Every integer has these limits, since no number beyond them is exact.
const bounded = (limit: number | undefined): number | null =>
  limit === undefined || Math.abs(limit) >= Number.MAX_SAFE_INTEGER ? null : limit

const plainType = (schema: JsonSchema): string => {
  const { type } = schema
  if (type === 'integer' || type === 'number')
    return [type, limits(schema)].filter((part) => part !== '').join(' ')
  if (type === 'string') return schema.pattern === undefined ? 'text' : 'name'
  if (type === 'boolean') return '`true` or `false`'
  if (type === 'null') return '`null`'
  if (type === 'array') return listType(schema)
  if (type === 'object') return 'object'
  throw new RangeError(`no words for a field of ${JSON.stringify(schema)}`)
}

const listType = ({ items, prefixItems }: JsonSchema): string => {
  const [first] = prefixItems ?? []
  if (isSchema(first)) return `pair of ${plural(fieldType(first))}`
  if (isSchema(items)) return `list of ${plural(fieldType(items))}`
  throw new RangeError('no words for a list of anything')
}

// Only a noun alone has a plural.
const plural = (type: string): string => type.replace(/^[a-z]+/, (noun) => `${noun}s`)

const isSchema = (schema: unknown): schema is JsonSchema =>
  typeof schema === 'object' && !Array.isArray(schema)
