import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  detectionUsMax,
  firstHealth,
  type Health,
  healthAfter,
  isUp,
} from '../../../../src/sim/servers/balancer/health.ts'

const rules = { rise: 2, fall: 3 }

const after = (checks: string, from: Health = firstHealth(rules)): Health =>
  [...checks].reduce((health, check) => healthAfter(health, check === '+', rules), from)

describe('a server', () => {
  test('is up when the balancer starts, and down at the first check that says so', () => {
    expect(isUp(firstHealth(rules), rules)).toBe(true)
    expect(isUp(after('-'), rules)).toBe(false)
  })

  test.each([
    ['++--', true],
    ['++---', false],
    ['++--+--', true],
    ['++--+---', false],
    ['++---+', false],
    ['++---++', true],
    ['++---+-++', true],
    ['++---++--', true],
    ['++---++---', false],
  ])('after the checks %s is up: %s', (checks, up) => {
    expect(isUp(after(checks), rules)).toBe(up)
  })
})

const rulesDrawn = fc.record({ rise: fc.integer({ min: 1, max: 5 }), fall: fc.integer({ min: 1, max: 5 }) })

test('whatever was before, as many failures in a row as its fall take it down, and as many successes as its rise bring it up', () => {
  fc.assert(
    fc.property(rulesDrawn, fc.array(fc.boolean()), (drawn, before) => {
      const start = before.reduce((health, each) => healthAfter(health, each, drawn), firstHealth(drawn))
      const failed = times(drawn.fall, start, (health) => healthAfter(health, false, drawn))
      const risen = times(drawn.rise, start, (health) => healthAfter(health, true, drawn))
      expect([isUp(failed, drawn), isUp(risen, drawn)]).toEqual([false, true])
    }),
  )
})

test('one that is up and well stays up through one failure less than its fall', () => {
  fc.assert(
    fc.property(rulesDrawn, (drawn) => {
      const well = times(drawn.rise + drawn.fall, firstHealth(drawn), (health) =>
        healthAfter(health, true, drawn),
      )
      const shaken = times(drawn.fall - 1, well, (health) => healthAfter(health, false, drawn))
      expect(isUp(shaken, drawn)).toBe(true)
    }),
  )
})

const times = <T>(count: number, from: T, step: (value: T) => T): T => {
  let value = from
  for (let done = 0; done < count; done += 1) value = step(value)
  return value
}

// HAProxy's defaults with a silent machine: at most 12 s (docs/fidelity.md §3.3).
test('a silent machine is found gone within as many intervals and timeouts as its fall', () => {
  expect(detectionUsMax({ everyUs: 2_000_000, rise: 2, fall: 3, timeoutUs: 2_000_000 })).toBe(12_000_000)
})
