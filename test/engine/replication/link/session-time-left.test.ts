import { describe, expect, test } from 'vitest'

import { sessionTimeLeftMs } from '../../../../src/engine/replication/link/turns.ts'

describe('what is left of a turn', () => {
  test('grows less until it is over', () => {
    expect([0, 40, 100, 130].map((nowMs) => sessionTimeLeftMs(0, 100, nowMs))).toEqual([100, 60, 0, -30])
  })

  test('is nothing where the clock was set back, since others wait', () => {
    expect(sessionTimeLeftMs(3_600_000, 120_000, 0)).toBe(0)
  })
})
