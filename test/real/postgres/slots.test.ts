import { describe, expect, test } from 'vitest'

import { slotLimitMb } from '../../../src/real/postgres/slots.ts'

const hourMs = 3_600_000

describe('what a branch that is away may keep on its centre’s disk', () => {
  test('is twice what is written in the time for which changes are kept', () => {
    expect(slotLimitMb(72 * hourMs, { bytesPerSecond: 1024 * 1024 })).toBe(2 * 72 * 3600)
  })

  test('is a gigabyte where less is written, or nobody knows yet how much', () => {
    expect(slotLimitMb(72 * hourMs, { bytesPerSecond: 100 })).toBe(1024)
    expect(slotLimitMb(72 * hourMs, null)).toBe(1024)
  })
})
