import { fieldType, type JsonSchema } from './field-type.ts'
import { code, table } from './markdown.ts'
import { unitOf } from './unit-of.ts'

/** A field of a document: its path from the section's object, and its description. */
export interface Field {
  readonly path: string
  readonly type: string
  readonly meaning: string
}

/** An object of a document with its own section: the document itself, and the objects in its lists. */
export interface FieldSection {
  readonly title: string
  /** The object's path in the document; empty for the document itself. */
  readonly path: string
  readonly meaning: string
  readonly fields: readonly Field[]
}

/** The sections of a document, from its schema. A plain object's fields stand in its owner's section. */
export const fieldSections = (schema: JsonSchema, title: string, path = ''): readonly FieldSection[] => {
  const fields = fieldsIn(schema, '')
  const below = fields.flatMap(({ path: name, schema: each }) =>
    objectsIn(each).flatMap(({ suffix, schema: inner }) => {
      const place = `${path === '' ? '' : `${path}.`}${name}[]`
      return fieldSections(inner, `${place}${suffix}`, place)
    }),
  )
  return [{ title, path, meaning: schema.description ?? '', fields: fields.map(fieldOf) }, ...below]
}

export const sectionBlocks = ({ title, meaning, fields }: FieldSection): readonly string[] => [
  `## ${title}`,
  meaning,
  fieldTable(fields),
]

export const fieldTable = (fields: readonly Field[]): string =>
  table(
    ['field', 'type', 'meaning'],
    fields.map(({ path, type, meaning }) => [code(path), type, meaning]),
  )

interface Found {
  readonly path: string
  readonly schema: JsonSchema
  readonly isOptional: boolean
}

const fieldsIn = (schema: JsonSchema, prefix: string): readonly Found[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, each]): readonly Found[] => {
    if (typeof each === 'boolean') return []
    const path = `${prefix}${name}`
    const whole = oneObject(each)
    const field = { path, schema: whole, isOptional: schema.required?.includes(name) !== true }
    return whole.type === 'object' ? [field, ...fieldsIn(whole, `${path}.`)] : [field]
  })

const fieldOf = ({ path, schema, isOptional }: Found): Field => {
  const unit = unitOf(path)
  const type = `${fieldType(schema)}${unit !== null && isMeasured(schema) ? `, in ${unit}` : ''}`
  return { path, type: isOptional ? `${type}; may be absent` : type, meaning: meaningOf(schema) }
}

const meaningOf = ({ description, const: only }: JsonSchema): string =>
  description ?? (only === undefined ? '' : 'Always this value.')

const isMeasured = (schema: JsonSchema): boolean => /integer|number/.test(fieldType(schema))

// The fields of all variants together. A field that only some variants have may be absent.
const oneObject = (schema: JsonSchema): JsonSchema => {
  const variants = variantsOf(schema)
  if (variants.length === 0 || variants.some(({ type }) => type !== 'object')) return schema
  const kinds = { kind: { enum: variants.map(kindOf), description: 'Which of the variants it is.' } }
  const properties = Object.assign({}, ...variants.map((variant) => variant.properties), kinds)
  const required = Object.keys(properties).filter((name) =>
    variants.every((variant) => variant.required?.includes(name)),
  )
  return { type: 'object', properties, required, description: schema.description ?? '' }
}

const variantsOf = (schema: JsonSchema): readonly JsonSchema[] => schema.oneOf ?? schema.anyOf ?? []

interface Inner {
  /** Tells variants of one list apart. */
  readonly suffix: string
  readonly schema: JsonSchema
}

const objectsIn = ({ items }: JsonSchema): readonly Inner[] => {
  if (typeof items !== 'object' || Array.isArray(items)) return []
  if (items.type === 'object') return [{ suffix: '', schema: items }]
  return variantsOf(items).map((schema) => ({ suffix: ` ${kindOf(schema)}`, schema }))
}

/** The word that tells a variant from the others of its union. */
export const kindOf = ({ properties }: JsonSchema): string => {
  const kind = properties?.['kind']
  return typeof kind === 'object' && typeof kind.const === 'string' ? kind.const : ''
}
