import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { Range } from '../../src/engine/codec/range-codec.ts'
import { dayOrNight } from '../runner/day-or-night.ts'
import { LightCopy } from './light-copy.ts'
import { actOut, drawnKinds, drawnRuleDeed, type RuleDeed } from './rule-deeds.ts'

const copyCount = 3
const drawnCopy = fc.nat({ max: copyCount - 1 })

/** What happens among a few copies: writes of one's own, and one copy taking in what another has. */
type Deed =
  | { kind: 'write'; copy: number; key: string; value: number; settlesAll: boolean }
  | { kind: 'rule'; copy: number; deed: RuleDeed }
  | { kind: 'take-in'; copy: number; from: number }

const drawnDeed = (kinds: readonly RuleDeed['kind'][]): fc.Arbitrary<Deed> =>
  fc.oneof(
    fc.record({
      kind: fc.constant('write' as const),
      copy: drawnCopy,
      key: fc.constantFrom('1010', '2020'),
      value: fc.integer({ min: 0, max: 3 }),
      settlesAll: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('rule' as const), copy: drawnCopy, deed: drawnRuleDeed(kinds) }),
    fc.record({ kind: fc.constant('take-in' as const), copy: drawnCopy, from: drawnCopy }),
  )

const drawnHistory = drawnKinds.chain((kinds) => fc.array(drawnDeed(kinds), { minLength: 1, maxLength: 40 }))

/** Where to cut a line into ranges, and in which order to hand them over. */
const drawnDelivery = fc.array(fc.record({ start: fc.nat(), length: fc.nat({ max: 8 }) }), { maxLength: 30 })

test('any order and any duplication fold to one state', () => {
  fc.assert(
    fc.property(drawnHistory, drawnDelivery, drawnDelivery, (history, delivery, otherDelivery) => {
      const copies = livedThrough(history)

      const state = deliveredIn(copies, delivery)

      expect(deliveredIn(copies, otherDelivery)).toBe(state)
      expect(tookEachOtherIn(copies)).toEqual(copies.map(() => state))
    }),
    { numRuns: dayOrNight({ daily: 75, nightly: 300 }) },
  )
})

test('what was folded before is folded again unchanged', () => {
  fc.assert(
    fc.property(drawnHistory, (history) => {
      const copies = livedThrough(history)
      const [first] = copies
      const before = first?.picture()

      for (const range of first?.ranges() ?? []) first?.offer(range)
      first?.applyReady()

      expect(first?.picture()).toBe(before)
    }),
  )
})

const livedThrough = (history: readonly Deed[]): readonly LightCopy[] => {
  const copies = Array.from({ length: copyCount }, (_, index) => new LightCopy(index))
  for (const deed of history) {
    const copy = copies[deed.copy]
    if (deed.kind === 'write') copy?.write(deed.key, deed.value, deed.settlesAll)
    else if (deed.kind === 'rule' && copy) actOut(copy, deed.deed)
    else if (deed.kind === 'take-in')
      copy?.takeIn(deed.from === deed.copy ? [] : (copies[deed.from]?.ranges() ?? []))
  }
  return copies
}

const deliveredIn = (
  copies: readonly LightCopy[],
  delivery: readonly { start: number; length: number }[],
) => {
  const reader = new LightCopy(copyCount)
  const whole = copies.flatMap((copy) => copy.ranges())
  for (const { start, length } of delivery) {
    const range = whole[start % Math.max(1, whole.length)]
    if (range) reader.takeIn([partOf(range, start, length)])
  }
  // Whoever got only pieces gets the rest at the next exchange.
  reader.takeIn(whole)
  expect(reader.unapplied).toBe(0)
  return reader.picture()
}

const partOf = (range: Range, start: number, length: number): Range => {
  const skip = start % range.events.length
  return {
    ...range,
    first: range.first + skip,
    previousHash: LightCopy.hashBefore(range, skip),
    events: range.events.slice(skip, skip + length + 1),
  }
}

const tookEachOtherIn = (copies: readonly LightCopy[]): string[] => {
  for (const copy of copies) for (const other of copies) copy.takeIn(other.ranges())
  return copies.map((copy) => {
    for (const other of copies) copy.takeIn(other.ranges())
    return copy.picture()
  })
}
