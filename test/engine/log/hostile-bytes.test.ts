import { describe, expect, test } from 'vitest'

import { ByteReader, CodecError } from '../../../src/engine/binary/byte-reader.ts'
import { ByteWriter } from '../../../src/engine/binary/byte-writer.ts'
import { decodeRange, encodeRange } from '../../../src/engine/codec/range-codec.ts'
import { followList, writeEntries } from '../../../src/engine/content/chunk-list.ts'
import { HashChain } from '../../../src/engine/event/hash-chain.ts'
import { readValue } from '../../../src/engine/event/value-codec.ts'
import { groupValue } from '../../../src/engine/event/value.ts'
import { asLogId } from '../../../src/engine/identifier/log-id.ts'
import { InvariantError } from '../../../src/engine/invariant.ts'
import { Histories } from '../../../src/engine/log/histories.ts'
import { missingHere } from '../../../src/engine/log/missing.ts'
import { decodeVersionVector, encodeVersionVector } from '../../../src/engine/log/version-vector-file.ts'
import type { VersionEntry } from '../../../src/engine/log/version-vector.ts'
import { nextNumber } from '../../../src/engine/merge/claims.ts'
import { realDigest } from '../../../src/real/machine/real-digest.ts'

const a = asLogId('000000000000000a')
const b = asLogId('000000000000000b')
const hash = '0'.repeat(64)

const entry = (line: VersionEntry['log'], seq: number): VersionEntry => ({
  ...entryRest,
  log: line,
  seq,
})
/** As many as the heads of 256 or 512 events name. */
const entryRest = { hash, blockEnds: ['0'.repeat(16)], signed: null }

const headsOf = (...entries: readonly VersionEntry[]): Uint8Array =>
  // Under other keys than their lines, so that whatever is asked for is written.
  encodeVersionVector(
    {
      versions: new Map(entries.map((one, at) => [asLogId(`${at}`.padStart(16, '0')), one])),
      recentEvents: [],
    },
    realDigest,
  )

describe('groups', () => {
  test('a group in a group is refused, however deep, and not followed', () => {
    const writer = new ByteWriter()
    for (let depth = 0; depth < 200_000; depth += 1) writer.byte(6).count(1).text('')
    writer.byte(0)

    expect(() => readValue(new ByteReader(writer.take()))).toThrow(CodecError)
  })

  test('nobody makes one', () => {
    const inner = groupValue([['debit', { kind: 'nothing' }]])

    expect(() => groupValue([['both', inner]])).toThrow(InvariantError)
  })
})

describe('ranges', () => {
  test('a range that begins before the first event is refused', () => {
    const range = { log: a, first: 0, previousHash: hash, events: [Uint8Array.of(1)] }
    const bytes = encodeRange(range, { digest: realDigest })

    expect(() => decodeRange(bytes, { digest: realDigest })).toThrow(CodecError)
  })
})

describe('heads', () => {
  test('a line that has no event yet has no head', () => {
    expect(() => decodeVersionVector(headsOf(entry(a, 0)), realDigest)).toThrow(CodecError)
  })

  test('one end of a line named twice is refused', () => {
    expect(() => decodeVersionVector(headsOf(entry(a, 256), entry(a, 256)), realDigest)).toThrow(CodecError)
  })

  test('lines out of order are refused, since there is one spelling', () => {
    const sorted = headsOf(entry(a, 256), entry(b, 512))
    const [first, second] = [sorted.subarray(26, 26 + 51), sorted.subarray(26 + 51)]
    const body = Buffer.concat([sorted.subarray(23, 26), second, first])
    const mark = Buffer.from(realDigest.sha256Hex(body).slice(0, 32), 'hex')
    const bytes = Buffer.concat([sorted.subarray(0, 6), mark, sorted.subarray(22, 23), body])

    expect(decodeVersionVector(sorted, realDigest).versions.size).toBe(2)
    expect(() => decodeVersionVector(bytes, realDigest)).toThrow('order')
  })

  test('heads that claim more events than there can be are asked for a bounded number of blocks', () => {
    const claimed = entry(a, Number.MAX_SAFE_INTEGER)
    const [missing] = missingHere(new Map([[a, claimed]]), new Histories(new HashChain(realDigest)))

    expect(missing?.blocks.length).toBeGreaterThan(0)
    expect(missing?.blocks.length).toBeLessThanOrEqual(4096)
  })
})

test('a claim of a million digits is followed by another one without a long thought', () => {
  const text = '9'.repeat(1_000_000)

  expect(nextNumber(`${text}x`, 2)).toBe(`${text}x (2)`)
  expect(nextNumber(text, 2)).not.toBe(text)
  expect(nextNumber('AJE-09', 2)).toBe('AJE-10')
})

test('a chunk list whose few nodes name each other over and over is refused, and not followed to its end', () => {
  const nodes = new Map<string, Uint8Array>()
  let below = { hash, sizeBytes: 1 }
  for (let depth = 0; depth < 6; depth += 1) {
    const writer = new ByteWriter()
    writeEntries(
      writer,
      Array.from({ length: 256 }, () => below),
    )
    const bytes = writer.take()
    below = { hash: realDigest.sha256Hex(bytes), sizeBytes: below.sizeBytes * 256 }
    nodes.set(below.hash, bytes)
  }

  const follow = () => followList({ depth: 6, top: [below] }, (asked) => nodes.get(asked) ?? null)

  expect(follow).toThrow(CodecError)
})
