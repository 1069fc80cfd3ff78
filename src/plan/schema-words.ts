import { z } from 'zod'

type Path = readonly PropertyKey[]

/** Returns the keys that the object at `path` may have, or none if there is no object. */
export const keysAt = (schema: z.ZodType, value: unknown, path: Path): readonly string[] => {
  const at = variantOf(schemaAt(schema, value, path), valueAt(value, path))
  return at instanceof z.ZodObject ? Object.keys(at.shape) : []
}

/** Returns the variants between which the key at the end of `path` chooses, or none. */
export const variantsAt = (schema: z.ZodType, value: unknown, path: Path): readonly string[] => {
  const at = bare(schemaAt(schema, value, path.slice(0, -1)))
  if (!(at instanceof z.ZodDiscriminatedUnion)) return []
  return at.options.flatMap((option) => wordsOf(option, at.def.discriminator))
}

export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((at, key) => (isObject(at) ? Reflect.get(at, key) : undefined), value)

const schemaAt = (schema: unknown, value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (at, key, index) => childOf(variantOf(at, valueAt(value, path.slice(0, index))), key),
    schema,
  )

const childOf = (schema: unknown, key: PropertyKey): unknown => {
  if (schema instanceof z.ZodArray) return schema.element
  return schema instanceof z.ZodObject ? Reflect.get(schema.shape, key) : undefined
}

const variantOf = (schema: unknown, value: unknown): unknown => {
  const at = bare(schema)
  if (!(at instanceof z.ZodDiscriminatedUnion)) return at
  const { discriminator } = at.def
  const word = valueAt(value, [discriminator])
  return at.options.find((option) => wordsOf(option, discriminator).some((each) => each === word))
}

const bare = (schema: unknown): unknown =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable
    ? bare(schema.unwrap())
    : schema

const wordsOf = (option: unknown, discriminator: string): readonly string[] => {
  const literal = childOf(option, discriminator)
  return literal instanceof z.ZodLiteral ? [...literal.values].map(String) : []
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
