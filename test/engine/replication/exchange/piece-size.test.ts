import fc from 'fast-check'
import { expect, test } from 'vitest'

import { pieceBytesMaxAt, surelyFlushed } from '../../../../src/engine/replication/exchange/piece-size.ts'

test('a transfer never goes on behind what its last piece may have left unflushed', () => {
  fc.assert(
    fc.property(fc.nat({ max: 200_000_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (start, part) => {
      const found = start + Math.ceil(part * pieceBytesMaxAt(start))

      expect(surelyFlushed(found)).toBeLessThanOrEqual(start)
    }),
  )
})

test('going on gives up a fifth of what is there at most, or the first piece, and never more than the largest piece', () => {
  fc.assert(
    fc.property(fc.nat({ max: 200_000_000 }), (found) => {
      expect(found - surelyFlushed(found)).toBeLessThanOrEqual(Math.max(65_536, Math.ceil(found / 5)))
      expect(found - surelyFlushed(found)).toBeLessThanOrEqual(4 * 1024 * 1024)
    }),
  )
})
