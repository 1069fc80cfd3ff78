import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { maxMinRates } from '../../../src/sim/network/max-min.ts'

interface Case {
  readonly capacities: readonly number[]
  readonly routes: readonly (readonly number[])[]
}

const laneCase: fc.Arbitrary<Case> = fc
  .array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 12 })
  .chain((capacities) =>
    fc.record({
      capacities: fc.constant(capacities),
      routes: fc.array(fc.uniqueArray(fc.nat(capacities.length - 1), { minLength: 1, maxLength: 4 }), {
        minLength: 1,
        maxLength: 40,
      }),
    }),
  )

const ratesOn = ({ routes }: Case, rates: readonly number[], lane: number): readonly number[] =>
  rates.filter((_, flow) => routes[flow]?.includes(lane))

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

describe('max-min sharing', () => {
  test('row 21: the parking lot shares as computed', () => {
    const rates = maxMinRates([10, 4], [[0], [0, 1], [1], [1]])

    expect(rates).toEqual([10 - 4 / 3, 4 / 3, 4 / 3, 4 / 3])
  })

  test('a flow alone takes its narrowest lane', () => {
    expect(maxMinRates([9, 3, 7], [[0, 1, 2]])).toEqual([3])
  })

  test('a flow over no lane is not held back', () => {
    expect(maxMinRates([1], [[]])).toEqual([Number.POSITIVE_INFINITY])
  })

  test('a lane that does not exist is refused', () => {
    expect(() => maxMinRates([1], [[1]])).toThrow('Cannot route over lane 1: there are 1')
  })

  test('no lane carries more than its capacity', () => {
    fc.assert(
      fc.property(laneCase, (drawn) => {
        const rates = maxMinRates(drawn.capacities, drawn.routes)
        for (const [lane, capacity] of drawn.capacities.entries()) {
          expect(sum(ratesOn(drawn, rates, lane))).toBeLessThanOrEqual(capacity * (1 + 1e-9))
        }
      }),
    )
  })

  test('every flow is among the fastest on some full lane', () => {
    fc.assert(
      fc.property(laneCase, (drawn) => {
        const rates = maxMinRates(drawn.capacities, drawn.routes)
        for (const [flow, rate] of rates.entries()) {
          const isHeldBack = drawn.routes[flow]?.some((lane) => {
            const onLane = ratesOn(drawn, rates, lane)
            const isFull = sum(onLane) >= (drawn.capacities[lane] ?? 0) * (1 - 1e-9)
            return isFull && rate >= Math.max(...onLane) * (1 - 1e-9)
          })
          expect(isHeldBack).toBe(true)
          expect(rate).toBeGreaterThan(0)
        }
      }),
    )
  })
})
