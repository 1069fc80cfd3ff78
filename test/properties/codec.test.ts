import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { CodecError } from '../../src/engine/binary/byte-reader.ts'
import { decodeRange, encodeRange } from '../../src/engine/codec/range-codec.ts'
import { Chain } from '../../src/engine/event/chain.ts'
import { decodeEvent, encodeEvent } from '../../src/engine/event/event.ts'
import type { LineId } from '../../src/engine/identifier/line.ts'
import { decodeHeads, encodeHeads, type FolderHeads, headsMark } from '../../src/engine/log/heads-file.ts'
import type { Heads } from '../../src/engine/log/heads.ts'
import { LineLog } from '../../src/engine/log/line-log.ts'
import { sayEvents } from '../../src/engine/log/newest.ts'
import type { RestingHeads } from '../../src/engine/log/resting-heads.ts'
import { realCompression } from '../../src/real/machine/compression.ts'
import { realDigest } from '../../src/real/machine/digest.ts'
import { drawnEvent, drawnLine, drawnRange } from './drawn.ts'

const drawnHeads: fc.Arbitrary<FolderHeads> = fc
  .tuple(
    fc.uniqueArray(fc.tuple(drawnLine, fc.integer({ min: 1, max: 600 })), {
      maxLength: 4,
      selector: ([line]) => line,
    }),
    fc.array(drawnRange, { maxLength: 3 }),
  )
  .map(([lines, newest]) => ({
    heads: new Map(lines.map(([line, seq]) => [line, logOf(line, seq).headsEntry()])),
    newest: newest.map(sayEvents),
  }))

/** Of the lines that moved since, some rest as they were earlier, and some came only then. */
const restingUnder = (heads: Heads, moved: readonly boolean[]): RestingHeads => {
  const before = [...heads.values()].flatMap((entry, index) => {
    if (!moved[index]) return [entry]
    return entry.seq === 1 ? [] : [logOf(entry.line, entry.seq - 1).headsEntry()]
  })
  const rested = new Map(
    before.toSorted((a, b) => (a.line < b.line ? -1 : 1)).map((entry) => [entry.line, entry]),
  )
  return { name: headsMark(encodeHeads({ heads: rested, newest: [] }, realDigest)), heads: rested }
}

const logOf = (line: LineId, seq: number): LineLog => {
  const log = new LineLog(line, new Chain(realDigest))
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
        const { heads, newest } = decodeHeads(encodeHeads(drawn, realDigest), realDigest)
        expect({ heads, newest }).toEqual(drawn)
      }),
      { numRuns: 40 },
    )
  })

  test('heads over others at rest come back whole, and say only what moved since', () => {
    fc.assert(
      fc.property(drawnHeads, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), (drawn, moved) => {
        const resting = restingUnder(drawn.heads, moved)
        const bytes = encodeHeads({ ...drawn, resting }, realDigest)
        const { heads, read } = decodeHeads(bytes, realDigest, { resting })
        expect([...heads]).toEqual([...drawn.heads].toSorted(([a], [b]) => (a < b ? -1 : 1)))
        expect(read).toHaveLength([...drawn.heads].filter((_, index) => moved[index]).length)
        expect(() => decodeHeads(bytes, realDigest)).toThrow(CodecError)
      }),
      { numRuns: 60 },
    )
  })

  test('heads with any byte damaged are refused', () => {
    fc.assert(
      fc.property(drawnHeads, drawnDamage, ({ heads }, damage) => {
        const bytes = damaged(encodeHeads({ heads, newest: [] }, realDigest), damage)
        expect(() => decodeHeads(bytes, realDigest)).toThrow(CodecError)
      }),
      { numRuns: 60 },
    )
  })

  test('heads cut off anywhere are refused', () => {
    fc.assert(
      fc.property(drawnHeads, fc.nat(), ({ heads }, at) => {
        const bytes = encodeHeads({ heads, newest: [] }, realDigest)
        expect(() => decodeHeads(bytes.subarray(0, at % bytes.length), realDigest)).toThrow(CodecError)
      }),
      { numRuns: 60 },
    )
  })

  test('whatever becomes of what is said beside them, the heads are read as they were', () => {
    fc.assert(
      fc.property(drawnHeads, drawnDamage, (drawn, { at, pattern }) => {
        const bytes = encodeHeads(drawn, realDigest)
        const { headsBytes } = decodeHeads(bytes, realDigest)
        const beside = bytes.length - headsBytes
        if (beside > 0) bytes[headsBytes + (at % beside)] = (bytes[headsBytes + (at % beside)] ?? 0) ^ pattern
        expect(decodeHeads(bytes, realDigest).heads).toEqual(drawn.heads)
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
