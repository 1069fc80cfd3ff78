import fc from 'fast-check'
import { expect, test } from 'vitest'

import { offeredLoadMax, takesTurns, usableSessions } from '../../src/engine/replication/link/turns.ts'
import { waitingBoundMs } from '../../src/engine/replication/link/waiting-bound.ts'
import { turnDay } from '../engine/replication/link/turn-day.ts'
import { dayOrNight } from '../runner/day-or-night.ts'
import { drawsFrom } from './draws.ts'

const hourMs = 3_600_000
const forMs = 12 * hourMs

const crowds = fc.record({ copies: fc.integer({ min: 2, max: 100 }), limit: fc.integer({ min: 1, max: 40 }) })
const rules = fc.record({
  sessionTimeMs: fc.constantFrom(60_000, 120_000),
  retryMs: fc.constantFrom(60_000, 120_000),
  adapts: fc.boolean(),
})
/** Seconds to half a minute, each copy with a line of its own speed. */
const exchanges = fc.array(fc.integer({ min: 500, max: 30_000 }), { minLength: 1, maxLength: 10 })
const seeds = fc.nat()

test('nobody waits longer than the bound, however many there are and whatever the seed', () => {
  fc.assert(
    fc.property(crowds, rules, exchanges, seeds, (crowd, given, tookMs, seed) => {
      // Tries are taken as independent from half a hold on.
      const turns = { ...given, retryMs: Math.max(given.retryMs, given.sessionTimeMs) }
      const draw = drawsFrom(seed)
      const exchangeMs = (copy: number): number => (tookMs[copy % tookMs.length] ?? 0) * (0.5 + draw())

      const { waitsMs } = turnDay({ crowd, rules: turns, exchangeMs, strangers: 0, forMs, draw })

      expect(Math.max(...waitsMs)).toBeLessThanOrEqual(waitingBoundMs(crowd, turns) ?? 0)
    }),
    { numRuns: dayOrNight({ daily: 40, nightly: 150 }) },
  )
})

test('turns fill 0.7 of the usable sessions at most, also where an exchange takes longer than a turn should', () => {
  fc.assert(
    fc.property(crowds, exchanges, fc.boolean(), seeds, (crowd, tookMs, isSlow, seed) => {
      fc.pre(takesTurns(crowd))
      const draw = drawsFrom(seed)
      const exchangeMs = (copy: number): number =>
        (tookMs[copy % tookMs.length] ?? 0) * (isSlow ? 10 : 1) * draw()
      const turns = { sessionTimeMs: 120_000, retryMs: 120_000, adapts: true }

      const { load } = turnDay({ crowd, rules: turns, exchangeMs, strangers: 0, forMs, draw })

      expect(load).toBeLessThanOrEqual(offeredLoadMax * usableSessions(crowd.limit))
    }),
    { numRuns: dayOrNight({ daily: 40, nightly: 150 }) },
  )
})

test.each([21, 40, 100])(
  '(row 51) with %i copies at 20 sessions everybody has a turn again within the bound',
  (copies) => {
    const crowd = { copies, limit: 20 }
    const turns = { sessionTimeMs: 120_000, retryMs: 120_000, adapts: true }
    const draw = drawsFrom(copies)

    const day = turnDay({ crowd, rules: turns, exchangeMs: () => 20_000 * draw(), strangers: 0, forMs, draw })

    expect(Math.max(...day.waitsMs)).toBeLessThanOrEqual(waitingBoundMs(crowd, turns) ?? 0)
    // Twelve hours of a cycle that is at most N·H/(0.7·U), jitter and all.
    expect(Math.min(...day.turns)).toBeGreaterThan(20)
  },
)
