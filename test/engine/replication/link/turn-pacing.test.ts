import { expect, test } from 'vitest'

import {
  afterExchange,
  afterTurn,
  backOffMsAt,
  sessionTimeMsAt,
  sessionTimeMsMin,
  type TurnPacing,
  unmeasured,
} from '../../../../src/engine/replication/link/turn-pacing.ts'
import { backOffMs } from '../../../../src/engine/replication/link/turns.ts'
import { drawsFrom } from '../../../properties/draws.ts'
import { turnDay, type TurnDayOutcome } from './turn-day.ts'

const contention = { copies: 40, limit: 20 }
const fixed = { sessionTimeMs: 120_000, retryMs: 120_000 }
const adapting = { ...fixed, adapts: true }

const measured = (...tookMs: readonly number[]): TurnPacing => tookMs.reduce(afterExchange, unmeasured)
const afterTurns = (...refusals: readonly number[]): TurnPacing =>
  refusals.reduce((pacing, count) => afterTurn(pacing, contention, count), unmeasured)
const times = (length: number, value: number): readonly number[] => Array.from({ length }, () => value)
const backOffAt = (pacing: TurnPacing): number => backOffMsAt(contention, pacing, adapting, 60_000)

test('a hold that is given stays as it is, whatever is measured', () => {
  const pacing = afterTurn(measured(500, 500), contention, 9)

  expect(sessionTimeMsAt(pacing, fixed)).toBe(120_000)
  expect(backOffMsAt(contention, pacing, fixed, 10_000)).toBe(backOffMs(contention, fixed))
})

test('before anything is measured a turn is as long as it may be', () => {
  expect(sessionTimeMsAt(unmeasured, adapting)).toBe(120_000)
})

test('a turn is four times as long as the exchanges that it is for', () => {
  expect(sessionTimeMsAt(measured(...times(50, 8000)), adapting)).toBe(32_000)
})

test('exchanges that differ much make a turn longer than those that do not', () => {
  const even = measured(...times(40, 5000))
  const uneven = measured(...Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? 500 : 9500)))

  expect(sessionTimeMsAt(uneven, adapting)).toBeGreaterThan(sessionTimeMsAt(even, adapting))
})

test('a turn is never too short to be worth connecting for, and never longer than the rules say', () => {
  expect(sessionTimeMsAt(measured(1, 1, 1), adapting)).toBe(sessionTimeMsMin)
  expect(sessionTimeMsAt(measured(600_000, 600_000), adapting)).toBe(120_000)
})

test('who held longer stays away longer, so that all together use 0.7 of what is usable', () => {
  const linkedShare = (sessionMs: number): number =>
    sessionMs / (sessionMs + backOffMsAt(contention, unmeasured, adapting, sessionMs))

  expect(linkedShare(10_000) * contention.copies).toBeCloseTo(0.7 * 18, 1)
  expect(linkedShare(300_000) * contention.copies).toBeCloseTo(0.7 * 18, 1)
})

test('refusals before the first turn teach nothing: everybody came at once', () => {
  expect(backOffAt(afterTurns(9))).toBe(backOffAt(unmeasured))
})

test('one refusal is chance; several before one turn keep a copy away longer', () => {
  expect(backOffAt(afterTurns(0, 1))).toBe(backOffAt(unmeasured))
  expect(backOffAt(afterTurns(0, 2))).toBeGreaterThan(backOffAt(unmeasured))
})

test('however many refusals there were, turns that come easily bring it all back', () => {
  const worst = afterTurns(...times(40, 9))
  const better = times(7, 0).reduce((pacing, count) => afterTurn(pacing, contention, count), worst)

  expect(backOffAt(worst)).toBe(Math.ceil(60_000 * (contention.copies / (0.7 * 18 * 0.25) - 1)))
  expect(backOffAt(better)).toBe(backOffAt(unmeasured))
})

const dayWith = (rules: typeof fixed, strangers: number): TurnDayOutcome => {
  const draw = drawsFrom(7)
  return turnDay({
    crowd: contention,
    rules,
    exchangeMs: () => 10_000 * draw(),
    strangers,
    forMs: 12 * 3_600_000,
    draw,
  })
}

test('turns that adapt come twice as often as fixed ones, with no more sessions in use', () => {
  const [fixedDay, adaptingDay] = [dayWith(fixed, 0), dayWith(adapting, 0)]

  expect(Math.min(...adaptingDay.turns)).toBeGreaterThan(2 * Math.min(...fixedDay.turns))
  expect(adaptingDay.load).toBeLessThanOrEqual(0.7 * 18)
})

test('where strangers hold half of the sessions, turns that adapt wait less', () => {
  expect(Math.max(...dayWith(adapting, 10).waitsMs)).toBeLessThan(Math.max(...dayWith(fixed, 10).waitsMs))
})
