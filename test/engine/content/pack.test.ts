import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { CodecError } from '../../../src/engine/binary/byte-reader.ts'
import { type ListEntry, listOf } from '../../../src/engine/content/chunk-list.ts'
import { decodeFront, encodeFront, frontBytesOf, type Pack } from '../../../src/engine/content/pack.ts'
import { realDigest } from '../../../src/real/machine/real-digest.ts'

const chunks: readonly ListEntry[] = Array.from({ length: 300 }, (_, index) => ({
  hash: realDigest.sha256Hex(new Uint8Array([index, index >> 8])),
  sizeBytes: 2048 + index,
}))
const { list, nodes } = listOf(chunks, realDigest)
const pack: Pack = { list, nodes, others: ['ab'.repeat(32)], chunks: chunks.slice(0, 20) }

describe('the front of a pack', () => {
  test('is read as it was written', () => {
    const front = encodeFront(pack, realDigest)
    expect(frontBytesOf(front.subarray(0, 12))).toBe(front.length)
    expect(decodeFront(front, realDigest)).toEqual(pack)
  })

  test('with any byte changed is refused', () => {
    const front = encodeFront(pack, realDigest)
    fc.assert(
      fc.property(fc.nat(front.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const damaged = front.slice()
        damaged[at] = (damaged[at] ?? 0) ^ by
        expect(() => decodeFront(damaged, realDigest)).toThrow(CodecError)
      }),
      { numRuns: 500 },
    )
  })

  test('cut off anywhere is refused', () => {
    const front = encodeFront(pack, realDigest)
    fc.assert(
      fc.property(fc.nat(front.length - 1), (end) => {
        expect(() => decodeFront(front.subarray(0, end), realDigest)).toThrow(CodecError)
      }),
    )
  })

  test('that is no front at all is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(() => decodeFront(bytes, realDigest)).toThrow(CodecError)
      }),
      { numRuns: 500 },
    )
  })

  test('that claims to be endless is refused before it is read', () => {
    const claim = new Uint8Array([0x53, 0x50, 0x4b, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 0, 0])
    expect(() => frontBytesOf(claim)).toThrow(CodecError)
  })
})
