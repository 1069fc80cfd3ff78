import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { CodecError } from '../../../src/engine/binary/byte-reader.ts'
import { followList, type ListEntry, listOf } from '../../../src/engine/content/chunk-list.ts'
import { realDigest } from '../../../src/real/machine/real-digest.ts'

const entriesFrom = (seed: number, count: number): readonly ListEntry[] =>
  Array.from({ length: count }, (_, index) => ({
    hash: realDigest.sha256Hex(new TextEncoder().encode(`${seed} ${index}`)),
    sizeBytes: 2048 + ((seed + index) % 30_000),
  }))

const follow = (chunks: readonly ListEntry[]) => {
  const { list, nodes } = listOf(chunks, realDigest)
  return followList(list, (hash) => nodes.get(hash) ?? null)
}

describe('a chunk list', () => {
  test('leads to the chunks it was made of', () => {
    fc.assert(
      fc.property(fc.nat(99), fc.nat(6000), (seed, count) => {
        const chunks = entriesFrom(seed, count)
        expect(follow(chunks).chunks).toEqual(chunks)
      }),
      { numRuns: 20 },
    )
  })

  test('of 2 GiB has a top of few entries', () => {
    const { list, nodes } = listOf(entriesFrom(1, 262_144), realDigest)
    expect(list.top.length).toBeLessThanOrEqual(64)
    expect(nodes.size).toBeLessThan(6000)
  })

  test('makes few new nodes where one chunk is another', () => {
    const chunks = entriesFrom(1, 2500)
    const changed = chunks.with(1200, { hash: 'ab'.repeat(32), sizeBytes: 5000 })
    const known = listOf(chunks, realDigest).nodes
    const fresh = [...listOf(changed, realDigest).nodes].filter(([hash]) => !known.has(hash))
    expect(fresh.length).toBeLessThanOrEqual(2)
  })

  test('says which nodes are lacking', () => {
    const { list, nodes } = listOf(entriesFrom(1, 2500), realDigest)
    const [first] = [...nodes.keys()]
    expect(followList(list, (hash) => (hash === first ? null : (nodes.get(hash) ?? null))).lacking).toEqual([
      first,
    ])
  })

  test('a node with any byte changed is refused or leads elsewhere', () => {
    const chunks = entriesFrom(3, 400)
    const { list, nodes } = listOf(chunks, realDigest)
    fc.assert(
      fc.property(fc.nat(nodes.size - 1), fc.nat(1000), fc.integer({ min: 1, max: 255 }), (index, at, by) => {
        const [damaged] = [...nodes.keys()].slice(index)
        const bytes = nodes.get(damaged ?? '')?.slice() ?? new Uint8Array(1)
        const place = at % bytes.length
        bytes[place] = (bytes[place] ?? 0) ^ by
        expect(() => {
          const found = followList(list, (hash) => (hash === damaged ? bytes : (nodes.get(hash) ?? null)))
          if (JSON.stringify(found.chunks) !== JSON.stringify(chunks)) throw new CodecError('leads elsewhere')
        }).toThrow(CodecError)
      }),
      { numRuns: 200 },
    )
  })

  test('that names one node over and over is refused, not followed', () => {
    let { list, nodes } = listOf(entriesFrom(1, 100), realDigest)
    const bomb = new Map(nodes)
    for (let depth = 0; depth < 6; depth += 1) {
      const entry = list.top[0] ?? { hash: '', sizeBytes: 0 }
      ;({ list, nodes } = listOf(
        Array.from({ length: 200 }, () => ({ ...entry, sizeBytes: 1 })),
        realDigest,
      ))
      for (const [hash, bytes] of nodes) bomb.set(hash, bytes)
    }
    expect(() => followList({ ...list, depth: 7 }, (hash) => bomb.get(hash) ?? null)).toThrow(CodecError)
  })
})
