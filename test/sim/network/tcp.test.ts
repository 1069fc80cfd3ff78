import { describe, expect, test } from 'vitest'

import {
  initialWindowBytes,
  payloadBytesPerUs,
  segmentBytes,
  slowStartIdleUs,
} from '../../../src/sim/network/tcp.ts'

// docs/fidelity.md §5.3 as written: a round costs its trip and one segment, and its window comes off the rest.
const timeBySpecificationUs = (sizeBytes: number, roundTripUs: number, segmentUs: number): number => {
  let [leftBytes, window, timeUs] = [sizeBytes, 10, 0]
  while (Math.ceil(leftBytes / segmentBytes) > window && window * segmentUs < roundTripUs) {
    timeUs += roundTripUs + segmentUs
    leftBytes -= window * segmentBytes
    window *= 2
  }
  return timeUs + (leftBytes / segmentBytes) * segmentUs
}

describe('slow start', () => {
  test('a line without delay never stands idle', () => {
    expect(slowStartIdleUs({ sizeBytes: 1e9, roundTripUs: 0, bytesPerUs: 1 })).toBe(0)
  })

  test('a message within the first window never waits', () => {
    expect(slowStartIdleUs({ sizeBytes: 10 * segmentBytes, roundTripUs: 1e6, bytesPerUs: 100 })).toBe(0)
  })

  test('one segment more costs one round', () => {
    const idleUs = slowStartIdleUs({
      sizeBytes: initialWindowBytes + 1,
      roundTripUs: 40_000,
      bytesPerUs: 1.448,
    })

    expect(idleUs).toBe(40_000 + 1000 - 10 * 1000)
  })

  test.each([30_000, 100_000, 1_000_000, 10_000_000])(
    '%i bytes alone take as long as specified',
    (sizeBytes) => {
      const bytesPerUs = payloadBytesPerUs(2_500_000)
      const idleUs = slowStartIdleUs({ sizeBytes, roundTripUs: 40_000, bytesPerUs })

      const expectedUs = timeBySpecificationUs(sizeBytes, 40_000, segmentBytes / bytesPerUs)
      expect(Math.abs(idleUs + sizeBytes / bytesPerUs - expectedUs)).toBeLessThanOrEqual(1)
    },
  )
})
