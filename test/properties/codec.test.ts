import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { CodecError } from '../../src/engine/binary/byte-reader.ts'
import { decodeRange, encodeRange } from '../../src/engine/codec/range-codec.ts'
import { decodeEvent, encodeEvent } from '../../src/engine/event/event.ts'
import { HashChain } from '../../src/engine/event/hash-chain.ts'
import type { LogId } from '../../src/engine/identifier/log-id.ts'
import type { ColdVersions } from '../../src/engine/log/cold-versions.ts'
import { EventLog } from '../../src/engine/log/event-log.ts'
import { recentSpanOf } from '../../src/engine/log/recent-events.ts'
import {
  decodeVersionVector,
  encodeVersionVector,
  type FolderVersions,
  versionVectorEtag,
} from '../../src/engine/log/version-vector-file.ts'
import type { VersionVector } from '../../src/engine/log/version-vector.ts'
import { realCompression } from '../../src/real/machine/real-compression.ts'
import { realDigest } from '../../src/real/machine/real-digest.ts'
import { drawnEvent, drawnLine, drawnRange } from './drawn.ts'

const drawnHeads: fc.Arbitrary<FolderVersions> = fc
  .tuple(
    fc.uniqueArray(fc.tuple(drawnLine, fc.integer({ min: 1, max: 600 })), {
      maxLength: 4,
      selector: ([log]) => log,
    }),
    fc.array(drawnRange, { maxLength: 3 }),
  )
  .map(([logs, recent]) => ({
    versions: new Map(logs.map(([log, seq]) => [log, logOf(log, seq).versionEntry()])),
    recentEvents: recent.map(recentSpanOf),
  }))

/** Of the lines that moved since, some rest as they were earlier, and some came only then. */
const restingUnder = (heads: VersionVector, moved: readonly boolean[]): ColdVersions => {
  const before = [...heads.values()].flatMap((entry, index) => {
    if (!moved[index]) return [entry]
    return entry.seq === 1 ? [] : [logOf(entry.log, entry.seq - 1).versionEntry()]
  })
  const rested = new Map(
    before.toSorted((a, b) => (a.log < b.log ? -1 : 1)).map((entry) => [entry.log, entry]),
  )
  return {
    name: versionVectorEtag(encodeVersionVector({ versions: rested, recentEvents: [] }, realDigest)),
    versions: rested,
  }
}

const logOf = (line: LogId, seq: number): EventLog => {
  const log = new EventLog(line, new HashChain(realDigest))
  for (let count = 1; count <= seq; count += 1) log.append(Uint8Array.of(count % 251))
  return log
}

/** One bit pattern laid over one byte: never nothing. */
const drawnDamage = fc.record({ at: fc.nat(), pattern: fc.integer({ min: 1, max: 255 }) })

const damaged = (bytes: Uint8Array, { at, pattern }: { at: number; pattern: number }): Uint8Array => {
  const copy = bytes.slice()
  copy[at % copy.length] = (copy[at % copy.length] ?? 0) ^ pattern
  return copy
}

describe('events', () => {
  test('an event comes back as it was written', () => {
    fc.assert(
      fc.property(drawnEvent, (event) => {
        expect(decodeEvent(encodeEvent(event))).toEqual(event)
      }),
    )
  })

  test('bytes of any kind are an event or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
        expect(outcomeOf(() => encodeEvent(decodeEvent(bytes)), bytes)).toBe('same or refused')
      }),
    )
  })

  test('a damaged event is another one or refused', () => {
    fc.assert(
      fc.property(drawnEvent, drawnDamage, (event, damage) => {
        const bytes = damaged(encodeEvent(event), damage)
        expect(outcomeOf(() => encodeEvent(decodeEvent(bytes)), bytes)).toBe('same or refused')
      }),
    )
  })
})

const codecs = {
  plain: { digest: realDigest },
  columns: { digest: realDigest, compression: realCompression },
}

describe.each(Object.entries(codecs))('ranges, %s', (_, ports) => {
  test('a range comes back as it was written', () => {
    fc.assert(
      fc.property(drawnRange, (range) => {
        expect(decodeRange(encodeRange(range, ports), ports)).toEqual(range)
      }),
    )
  })

  test('a range with any byte damaged is refused', () => {
    fc.assert(
      fc.property(drawnRange, drawnDamage, (range, damage) => {
        const bytes = damaged(encodeRange(range, ports), damage)
        expect(() => decodeRange(bytes, ports)).toThrow(CodecError)
      }),
    )
  })

  test('a range cut off anywhere is refused', () => {
    fc.assert(
      fc.property(drawnRange, fc.nat(), (range, at) => {
        const bytes = encodeRange(range, ports)
        expect(() => decodeRange(bytes.subarray(0, at % bytes.length), ports)).toThrow(CodecError)
      }),
    )
  })
})

describe('heads', () => {
  test('heads come back as they were written', () => {
    fc.assert(
      fc.property(drawnHeads, (drawn) => {
        const { versions, recentEvents } = decodeVersionVector(
          encodeVersionVector(drawn, realDigest),
          realDigest,
        )
        expect({ versions, recentEvents }).toEqual(drawn)
      }),
      { numRuns: 40 },
    )
  })

  test('heads over others at rest come back whole, and say only what moved since', () => {
    fc.assert(
      fc.property(drawnHeads, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), (drawn, moved) => {
        const resting = restingUnder(drawn.versions, moved)
        const bytes = encodeVersionVector({ ...drawn, cold: resting }, realDigest)
        const { versions: heads, read } = decodeVersionVector(bytes, realDigest, { cold: resting })
        expect([...heads]).toEqual([...drawn.versions].toSorted(([a], [b]) => (a < b ? -1 : 1)))
        expect(read).toHaveLength([...drawn.versions].filter((_, index) => moved[index]).length)
        expect(() => decodeVersionVector(bytes, realDigest)).toThrow(CodecError)
      }),
      { numRuns: 60 },
    )
  })

  test('heads with any byte damaged are refused', () => {
    fc.assert(
      fc.property(drawnHeads, drawnDamage, ({ versions: heads }, damage) => {
        const bytes = damaged(encodeVersionVector({ versions: heads, recentEvents: [] }, realDigest), damage)
        expect(() => decodeVersionVector(bytes, realDigest)).toThrow(CodecError)
      }),
      { numRuns: 60 },
    )
  })

  test('heads cut off anywhere are refused', () => {
    fc.assert(
      fc.property(drawnHeads, fc.nat(), ({ versions: heads }, at) => {
        const bytes = encodeVersionVector({ versions: heads, recentEvents: [] }, realDigest)
        expect(() => decodeVersionVector(bytes.subarray(0, at % bytes.length), realDigest)).toThrow(
          CodecError,
        )
      }),
      { numRuns: 60 },
    )
  })

  test('whatever becomes of what is said beside them, the heads are read as they were', () => {
    fc.assert(
      fc.property(drawnHeads, drawnDamage, (drawn, { at, pattern }) => {
        const bytes = encodeVersionVector(drawn, realDigest)
        const { versionsBytes: headsBytes } = decodeVersionVector(bytes, realDigest)
        const beside = bytes.length - headsBytes
        if (beside > 0) bytes[headsBytes + (at % beside)] = (bytes[headsBytes + (at % beside)] ?? 0) ^ pattern
        expect(decodeVersionVector(bytes, realDigest).versions).toEqual(drawn.versions)
      }),
      { numRuns: 60 },
    )
  })
})

const outcomeOf = (again: () => Uint8Array, bytes: Uint8Array): string => {
  try {
    return Buffer.compare(again(), bytes) === 0 ? 'same or refused' : 'another spelling'
  } catch (error) {
    return error instanceof CodecError ? 'same or refused' : `threw ${String(error)}`
  }
}
