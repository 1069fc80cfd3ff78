import { expect, test } from 'vitest'

import { faults } from '../../../src/plan/definitions/fault/index.ts'
import { breaches } from './fault-contract.ts'

const words = Object.values(faults).map((definition) => [definition.word, definition] as const)

test.each(words)(
  '%s is begun, observed and undone, and leaves nothing behind',
  async (_word, definition) => {
    expect(await breaches(definition)).toEqual([])
    // Long enough for a busy machine.
  },
  120_000,
)

test('every key and every word belongs to one fault', () => {
  const all = Object.values(faults)

  expect(new Set(all.map(({ key }) => key)).size).toBe(all.length)
  expect(new Set(all.map(({ kind }) => kind)).size).toBe(all.length)
})
