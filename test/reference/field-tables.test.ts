import { describe, expect, test } from 'vitest'
import { z } from 'zod'

import { fieldSections } from './field-tables.ts'
import { itemSections, planSections } from './plan-pages.ts'
import { resultSections } from './results-page.ts'

const sectionsOf = (schema: z.ZodType) => fieldSections(z.toJSONSchema(schema), 'The document')
const fieldsOf = (schema: z.ZodType) => sectionsOf(schema)[0]?.fields

describe('a field is shown', () => {
  test('with its type, its limits, its unit and its description', () => {
    const schema = z.strictObject({
      atUs: z.number().int().nonnegative().describe('When it happens.'),
      name: z.string().nullable(),
      share: z.number().min(0).max(1).optional(),
      roots: z.array(z.string()),
    })

    expect(fieldsOf(schema)).toEqual([
      { path: 'atUs', type: 'integer at least 0, in microseconds', meaning: 'When it happens.' },
      { path: 'name', type: 'text or `null`', meaning: '' },
      { path: 'share', type: 'number from 0 to 1; may be absent', meaning: '' },
      { path: 'roots', type: 'list of texts', meaning: '' },
    ])
  })

  test('beside its owner, and in the unit that its owner states', () => {
    const schema = z.strictObject({ waitedMs: z.strictObject({ p50: z.number() }) })

    expect(fieldsOf(schema)?.map(({ path, type }) => [path, type])).toEqual([
      ['waitedMs', 'object'],
      ['waitedMs.p50', 'number, in milliseconds'],
    ])
  })

  test('once, even if several variants have it', () => {
    const place = z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('register'), table: z.string(), field: z.string() }),
      z.strictObject({ kind: z.literal('made-by'), field: z.string() }),
    ])

    expect(fieldsOf(z.strictObject({ place }))?.map(({ path, type }) => [path, type])).toEqual([
      ['place', 'object'],
      ['place.kind', '`register` or `made-by`'],
      ['place.table', 'text; may be absent'],
      ['place.field', 'text'],
    ])
  })
})

test('each kind of object in a list has a section of its own', () => {
  const kinds = z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('cut') }),
    z.strictObject({ kind: z.literal('drop'), lines: z.array(z.strictObject({ id: z.string() })) }),
  ])

  expect(sectionsOf(z.strictObject({ faults: z.array(kinds) })).map(({ title }) => title)).toEqual([
    'The document',
    'faults[] cut',
    'faults[] drop',
    'faults[].lines[]',
  ])
})

test.each([
  ['results', resultSections],
  ['plan files', planSections],
  ['plan items', itemSections],
])('every field of %s is described', (_, sections) => {
  const fields = sections().flatMap(({ title, fields: each }) =>
    each.map(({ path, meaning }) => ({ field: `${title}: ${path}`, meaning })),
  )

  expect(fields.length).toBeGreaterThan(50)
  expect(fields.filter(({ meaning }) => meaning === '').map(({ field }) => field)).toEqual([])
})
