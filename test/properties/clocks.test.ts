import fc from 'fast-check'
import { expect, test } from 'vitest'

import { dotText } from '../../src/engine/identifier/log-id.ts'
import { shownNumbers } from '../../src/engine/merge/claims.ts'
import { recordLife } from '../../src/engine/merge/record-life.ts'
import { dayOrNight } from '../runner/day-or-night.ts'
import { LightCopy } from './light-copy.ts'
import { actOut, drawnKinds, drawnRuleDeed, type RuleDeed } from './rule-deeds.ts'

const copyCount = 3
const drawnCopy = fc.nat({ max: copyCount - 1 })
const hourMs = 60 * 60 * 1000
const yearMs = 365.25 * 24 * hourMs
const startMs = Date.UTC(2026, 0, 5, 9)

type Deed =
  | { readonly kind: 'rule'; readonly copy: number; readonly deed: RuleDeed }
  | { readonly kind: 'take-in'; readonly copy: number; readonly from: number }
  | { readonly kind: 'set-clock'; readonly copy: number; readonly errorMs: number }

/** By an hour, by a minute less or more than what is adopted, by seventy years, in either direction; or by anything. */
const drawnError = fc.oneof(
  fc.constantFrom(0, hourMs, -hourMs, 14 * 60_000, 16 * 60_000, 70 * yearMs, -70 * yearMs),
  fc.integer({ min: Math.round(-70 * yearMs), max: Math.round(70 * yearMs) }),
)

const drawnHistory = drawnKinds.chain((kinds) =>
  fc.array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          kind: fc.constant('rule' as const),
          copy: drawnCopy,
          deed: drawnRuleDeed(kinds),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({ kind: fc.constant('take-in' as const), copy: drawnCopy, from: drawnCopy }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('set-clock' as const),
          copy: drawnCopy,
          errorMs: drawnError,
        }),
      },
    ),
    { minLength: 1, maxLength: 40 },
  ),
)

test('(row 18) wrong clocks change neither what is kept nor what is listed as a conflict', () => {
  fc.assert(
    fc.property(drawnHistory, fc.array(drawnError, { minLength: 3, maxLength: 3 }), (history, errors) => {
      const right = livedThrough(
        history.filter(({ kind }) => kind !== 'set-clock'),
        [0, 0, 0],
      )
      const wrong = livedThrough(history, errors)

      expect(wrong.map(kept)).toEqual(right.map(kept))
    }),
    { numRuns: dayOrNight({ daily: 75, nightly: 300 }) },
  )
})

test('(row 19) with wrong clocks, all copies still show the same', () => {
  fc.assert(
    fc.property(drawnHistory, fc.array(drawnError, { minLength: 3, maxLength: 3 }), (history, errors) => {
      const pictures = livedThrough(history, errors).map((copy) => copy.picture())

      expect(new Set(pictures).size).toBe(1)
    }),
    { numRuns: dayOrNight({ daily: 75, nightly: 300 }) },
  )
})

test('(row 16) whatever the clocks said, each claim is shown with a number of its own', () => {
  fc.assert(
    fc.property(drawnHistory, fc.array(drawnError, { minLength: 3, maxLength: 3 }), (history, errors) => {
      const [copy] = livedThrough(history, errors)
      const settled = copy ? [...shownNumbers(copy.state, 'entries', 'number').values()] : []

      expect(new Set(settled.map(({ shown }) => shown)).size).toBe(settled.length)
      const keepers = settled.filter(({ isProvisional }) => !isProvisional)
      expect(new Set(keepers.map(({ shown }) => shown))).toEqual(
        new Set(settled.map(({ claimed }) => claimed)),
      )
    }),
    { numRuns: dayOrNight({ daily: 50, nightly: 200 }) },
  )
})

/** A minute passes with each thing done; each copy reads it off its own clock. In the end all take everything in. */
const livedThrough = (history: readonly Deed[], errors: readonly number[]): readonly LightCopy[] => {
  let nowMs = startMs
  const errorsMs = [...errors]
  const copies = errors.map((_, index) => new LightCopy(index, () => nowMs + (errorsMs[index] ?? 0)))
  for (const deed of history) {
    if (deed.kind !== 'set-clock') nowMs += 60_000
    const copy = copies[deed.copy]
    if (deed.kind === 'set-clock') errorsMs[deed.copy] = deed.errorMs
    else if (deed.kind === 'rule' && copy) actOut(copy, deed.deed)
    else if (deed.kind === 'take-in' && deed.from !== deed.copy)
      copy?.takeIn(copies[deed.from]?.ranges() ?? [])
  }
  for (const copy of [...copies, ...copies]) {
    for (const other of copies) if (other !== copy) copy.takeIn(other.ranges())
  }
  return copies
}

/** Everything that stands, by dot, and which registers and records are listed: nothing of what is shown first. */
const kept = ({ state }: LightCopy): unknown => ({
  values: state
    .registers()
    .map(({ address, siblings: heads }) => {
      const values = heads.map(({ dot, canonical }) => `${dotText(dot)}=${canonical}`)
      return `${address} ${values.sort().join(' ')}`
    })
    .sort(),
  conflicts: state.conflicts().map(({ address }) => address),
  lives: ['a', 'b', 'c'].map((key) => recordLife(state, 'entries', key).kind),
  gathered: state.collections.texts(),
  claimed: [...shownNumbers(state, 'entries', 'number').values()].map(({ id }) => id).sort(),
})
