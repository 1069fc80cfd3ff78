import { describe, expect, test } from 'vitest'
import type { z } from 'zod'

import { faults } from '../../../src/plan/definitions/fault/index.ts'
import { stateOptions } from '../../../src/plan/definitions/option-shape.ts'
import { partDefinitions, parts } from '../../../src/plan/definitions/part/index.ts'
import { topologyEntries } from '../../../src/plan/topology-entries.ts'
import { topologyOf } from '../../../src/sim/planning/topology-of.ts'
import { exampleFirm } from '../../sim/fault/example-firm.ts'

const firm = exampleFirm([])
const stated = [...firm.parts, ...firm.copies, ...firm.access]

describe('the example of a part', () => {
  test.each(partDefinitions.map((definition) => [definition.word, definition] as const))(
    'stands in the example firm as %s',
    (_word, { word, kind, options, stated: schema, docs }) => {
      const example = stateOptions<z.ZodType>(word, { kind, options, stated: schema }, docs.example)

      expect(stated).toContainEqual(expect.objectContaining(example))
    },
  )
})

test('every entry of a topology belongs to the part that added it', () => {
  const words = topologyEntries(topologyOf(firm)).map(({ definition }) => definition.word)

  // Session rules are two numbers in the topology, and no entry.
  expect(new Set(words)).toEqual(new Set(Object.keys(parts).filter((word) => word !== 'sessionRules')))
})

test('an entry of an unknown kind is refused', () => {
  const topology = topologyOf(firm)
  const stray = { ...topology, routers: [], bridges: [{ kind: 'bridge', id: 'bridge' }] }

  expect(() => topologyEntries(stray)).toThrow(
    'no part has the entry {"kind":"bridge","id":"bridge"} of bridges',
  )
})

test('every role in which a word names a part is held by a part', () => {
  const held = new Set<string>(partDefinitions.flatMap(({ roles }) => roles))
  const named = [...partDefinitions, ...Object.values(faults)].flatMap(({ options }) =>
    Object.values(options).flatMap(({ names }) => (names ? [names.role] : [])),
  )

  expect(named.length).toBeGreaterThan(30)
  expect(named.filter((role) => !held.has(role))).toEqual([])
})
