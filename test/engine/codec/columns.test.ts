import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { CodecError } from '../../../src/engine/binary/byte-reader.ts'
import { ByteWriter } from '../../../src/engine/binary/byte-writer.ts'
import {
  joinEvents,
  type Row,
  type RowShape,
  splitEvents as splitRows,
} from '../../../src/engine/codec/columns.ts'
import { decodeRange, encodeRange, type Range } from '../../../src/engine/codec/range-codec.ts'
import { encodeEvent } from '../../../src/engine/event/event.ts'
import { asLogId } from '../../../src/engine/identifier/log-id.ts'
import { realCompression } from '../../../src/real/machine/real-compression.ts'
import { realDigest } from '../../../src/real/machine/real-digest.ts'
import { drawnEvent, drawnLine } from '../../properties/drawn.ts'

const ports = { digest: realDigest, compression: realCompression }
const checksumBytes = 32

const drawnRow: fc.Arbitrary<Row> = fc.record({
  log: drawnLine,
  first: fc.integer({ min: 1, max: 2 ** 40 }),
  events: fc.array(
    drawnEvent.map((event) => encodeEvent(event)),
    { maxLength: 12 },
  ),
})

/** A row's place, and the bytes that it must come to. */
type Shape = RowShape & { readonly bytes: number }

const splitEvents = (row: Row): Uint8Array => splitRows([row])
const joinRow = (body: Uint8Array, shape: Shape): readonly Uint8Array[] =>
  joinEvents(body, [shape], shape.bytes)

const shapeOf = ({ log, first, events }: Row): Shape => ({
  log,
  first,
  count: events.length,
  bytes: events.reduce((sum, { length }) => sum + length, 0),
})

describe('events in columns', () => {
  test('events of every kind come back, byte for byte', () => {
    fc.assert(
      fc.property(drawnRow, (row) => {
        expect(joinRow(splitEvents(row), shapeOf(row))).toEqual(row.events)
      }),
    )
  })

  test('rows of several lines share their columns, and come back apart', () => {
    fc.assert(
      fc.property(fc.array(drawnRow, { maxLength: 4 }), (rows) => {
        const shapes = rows.map(shapeOf)
        const bytes = shapes.reduce((sum, shape) => sum + shape.bytes, 0)
        expect(joinEvents(splitRows(rows), shapes, bytes)).toEqual(rows.flatMap((row) => row.events))
      }),
    )
  })

  test('a team’s block takes an eighth of its plain bytes, or less', () => {
    const range = teamRange(256)
    const plain = encodeRange(range, { digest: realDigest })
    expect(encodeRange(range, ports).length).toBeLessThan(plain.length / 8)
    expect(decodeRange(encodeRange(range, ports), ports)).toEqual(range)
  })

  test('the codec is no part of what a range says: written plain or not, it reads the same', () => {
    const range = teamRange(16)
    const plain = encodeRange(range, { digest: realDigest })
    const short = encodeRange(range, ports)
    expect([plain[6], short[6]]).toEqual([0, 1])
    expect(decodeRange(short, ports)).toEqual(decodeRange(plain, ports))
  })

  test('few events, and bytes that are no events of this engine, are written plain', () => {
    const strange = Uint8Array.from({ length: 300 }, (_, at) => at)
    expect(encodeRange(teamRange(2), ports)[6]).toBe(0)
    expect(encodeRange({ ...teamRange(5), events: [strange, strange, strange, strange] }, ports)[6]).toBe(0)
  })

  test('a machine that cannot expand says so, and reads nothing wrongly', () => {
    const short = encodeRange(teamRange(16), ports)
    expect(() => decodeRange(short, { digest: realDigest })).toThrow(/compressed/)
  })
})

describe('events in columns that somebody made up', () => {
  test('whatever becomes of the columns, they are other events or refused', () => {
    const bytes = splitEvents(teamRange(12))
    fc.assert(
      fc.property(drawnChanges, (changes) => {
        const changed = changedBy(bytes, changes)
        expect(outcomeOf(() => joinRow(changed, shapeOf(teamRange(12))))).toBe('read or refused')
      }),
      { numRuns: 500 },
    )
  })

  test('a range that was changed and signed again is another one or refused', () => {
    const bytes = encodeRange(teamRange(40), ports)
    fc.assert(
      fc.property(drawnChanges, (changes) => {
        const changed = signedAgain(changedBy(bytes, changes))
        expect(outcomeOf(() => decodeRange(changed, ports))).toBe('read or refused')
      }),
      { numRuns: 500 },
    )
  })

  test('bytes of any kind are columns or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(20), (bytes, count) => {
        const shape = { log, first: 1, count, bytes: 1000 }
        expect(outcomeOf(() => joinRow(bytes, shape))).toBe('read or refused')
      }),
    )
  })

  test('a name that is written once and meant a hundred thousand times is refused at the size that was said', () => {
    const row = { log, first: 1, events: [wideEvent(100_000)] }
    const said = { ...shapeOf(row), bytes: 10_000 }
    expect(() => joinRow(splitEvents(row), said)).toThrow(/more than the 10000 bytes/)
  })

  test('so is a line that is written once and meant a hundred thousand times', () => {
    const row = { log, first: 300_000, events: [coveringEvent(100_000)] }
    const said = { ...shapeOf(row), bytes: 10_000 }
    expect(() => joinRow(splitEvents(row), said)).toThrow(/more than the 10000 bytes/)
  })

  test('columns that say more or fewer bytes than they make are refused', () => {
    const row = teamRange(12)
    for (const by of [-1, 1]) {
      const said = { ...shapeOf(row), bytes: shapeOf(row).bytes + by }
      expect(() => joinRow(splitEvents(row), said)).toThrow(CodecError)
    }
  })

  test('a range that says it is larger than anybody writes is refused before it is expanded', () => {
    const writer = new ByteWriter()
    for (const unit of 'SHKR') writer.byte(unit.charCodeAt(0))
    writer.byte(1).byte(1).byte(1).hex(log).count(1).hex('00'.repeat(32)).count(5)
    writer
      .count(2 ** 45)
      .count(2 ** 45)
      .raw(new Uint8Array(50))
    const bytes = writer.hex(realDigest.sha256Hex(writer.view())).take()
    const untouched = { compress: () => bytes, expand: () => expect.unreachable() }
    expect(() => decodeRange(bytes, { digest: realDigest, compression: untouched })).toThrow(/nobody writes/)
  })
})

const log = asLogId('00000000000000aa')
const colleagues = Array.from({ length: 18 }, (_, index) => asLogId(`00000000000001${index + 10}`))

/** What one of a team writes in a busy hour: each event after some of the others'. */
const teamRange = (count: number): Range => ({
  log,
  first: 257,
  previousHash: '5a'.repeat(32),
  events: Array.from({ length: count }, (_, index) => teamEvent(index)),
})

const teamEvent = (index: number): Uint8Array =>
  encodeEvent({
    timestamp: { ms: 1_790_000_000_000 + index * 4000, count: 0 },
    author: 'ann',
    note: '',
    deps: colleagues.slice(0, 1).map((other) => ({
      log: other,
      seq: 100 + index,
      hashStart: ((index * 2654435761) >>> 0).toString(16).padStart(8, '0'),
    })),
    ops: ['debit', 'credit', 'reference'].map((field) => ({
      kind: 'write',
      merge: 'register',
      table: 'trial-balance',
      key: String(1000 + index),
      group: '',
      field,
      value: { kind: 'number', decimal: String(index * 10) },
      supersedes: [{ log, seq: 256 + index }],
      resolves: false,
    })),
  })

const wideEvent = (ops: number): Uint8Array =>
  encodeEvent({
    timestamp: { ms: 1, count: 0 },
    author: 'ann',
    note: '',
    deps: [],
    ops: Array.from({ length: ops }, () => ({
      kind: 'write',
      merge: 'register',
      table: 'a table with a very long name that is the same each time',
      key: '1',
      group: '',
      field: 'amount',
      value: { kind: 'nothing' },
      supersedes: [],
      resolves: false,
    })),
  })

const coveringEvent = (dots: number): Uint8Array =>
  encodeEvent({
    timestamp: { ms: 1, count: 0 },
    author: 'ann',
    note: '',
    deps: [],
    ops: [
      {
        kind: 'write',
        merge: 'register',
        table: 'trial-balance',
        key: '1',
        group: '',
        field: 'amount',
        value: { kind: 'nothing' },
        supersedes: Array.from({ length: dots }, (_, index) => ({ log, seq: index + 1 })),
        resolves: true,
      },
    ],
  })

const drawnChanges = fc.array(fc.record({ at: fc.nat(), to: fc.nat(255) }), { minLength: 1, maxLength: 4 })

const changedBy = (bytes: Uint8Array, changes: readonly { at: number; to: number }[]): Uint8Array => {
  const changed = bytes.slice()
  for (const { at, to } of changes) changed[at % changed.length] = to
  return changed
}

const signedAgain = (bytes: Uint8Array): Uint8Array => {
  const end = bytes.length - checksumBytes
  bytes.subarray(end).setFromHex(realDigest.sha256Hex(bytes.subarray(0, end)))
  return bytes
}

const outcomeOf = (read: () => unknown): string => {
  try {
    read()
    return 'read or refused'
  } catch (trouble) {
    return trouble instanceof CodecError ? 'read or refused' : `threw ${String(trouble)}`
  }
}
