import { createHash } from 'node:crypto'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { chunkSizes, chunksOf } from '../../../src/engine/content/chunker.ts'
import { inserted, overwritten, unlikeBytes } from '../document/unlike-bytes.ts'

const hashesOf = (pieces: Iterable<Uint8Array>): readonly string[] =>
  [...chunksOf(pieces)].map((chunk) => createHash('sha256').update(chunk).digest('hex'))

const joined = (pieces: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(pieces))

const freshOf = (before: Uint8Array, after: Uint8Array): number => {
  const known = new Set(hashesOf([before]))
  return hashesOf([after]).filter((hash) => !known.has(hash)).length
}

/** Longer than a chunk at the most, with stretches that come again, as documents have. */
const documents = fc
  .record({ seed: fc.nat(1000), sizeBytes: fc.nat(200_000), blankBytes: fc.nat(80_000) })
  .map(({ seed, sizeBytes, blankBytes }) =>
    joined([unlikeBytes(sizeBytes, seed), new Uint8Array(blankBytes), unlikeBytes(sizeBytes >> 1, seed)]),
  )

describe('chunks', () => {
  test('in a row they are the document', () => {
    fc.assert(
      fc.property(documents, (bytes) => {
        const chunks = [...chunksOf([bytes])].map((chunk) => chunk.slice())
        expect(Buffer.compare(joined(chunks), bytes)).toBe(0)
      }),
      { numRuns: 50 },
    )
  })

  test('are the same however the document is read', () => {
    fc.assert(
      fc.property(documents, fc.array(fc.nat(250_000), { maxLength: 8 }), (bytes, cuts) => {
        const places = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length]
        const pieces = places.slice(1).map((end, index) => bytes.subarray(places[index], end))
        expect(hashesOf(pieces)).toEqual(hashesOf([bytes]))
      }),
      { numRuns: 50 },
    )
  })

  test('are as long as the format allows', () => {
    fc.assert(
      fc.property(documents, (bytes) => {
        const lengths = [...chunksOf([bytes])].map(({ length }) => length)
        expect(lengths.every((length) => length > 0 && length <= chunkSizes.maxBytes)).toBe(true)
        expect(lengths.slice(0, -1).every((length) => length >= chunkSizes.minBytes)).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  test('a hundred bytes in front make a few new ones', () => {
    const bytes = unlikeBytes(2_000_000)
    expect(freshOf(bytes, inserted(bytes, 0, unlikeBytes(100, 7)))).toBeLessThanOrEqual(4)
  })

  test('bytes put in or changed anywhere make a few new ones', () => {
    const bytes = unlikeBytes(600_000)
    fc.assert(
      fc.property(fc.nat(590_000), fc.integer({ min: 1, max: 1024 }), (at, length) => {
        const other = unlikeBytes(length, at + 2)
        expect(freshOf(bytes, inserted(bytes, at, other))).toBeLessThanOrEqual(12)
        expect(freshOf(bytes, overwritten(bytes, at, other))).toBeLessThanOrEqual(12)
      }),
      { numRuns: 40 },
    )
  })

  // Part of the format: cut otherwise, everything that lies in folders by now would be stored and sent again.
  test('are cut where the first release cut them', () => {
    const lengths = [...chunksOf([unlikeBytes(100_000)])].map(({ length }) => length)
    expect(lengths).toEqual([4259, 10879, 11307, 13010, 8937, 15352, 5201, 19340, 11715])
  })
})
