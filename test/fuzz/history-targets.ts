import { ByteReader } from '../../src/engine/binary/byte-reader.ts'
import { Names } from '../../src/engine/binary/names.ts'
import { joinEvents, splitEvents } from '../../src/engine/codec/columns.ts'
import { decodeRange, encodeRange } from '../../src/engine/codec/range-codec.ts'
import { decodeEvent, encodeEvent } from '../../src/engine/event/event.ts'
import { HashChain } from '../../src/engine/event/hash-chain.ts'
import { readOp, writeOp } from '../../src/engine/event/op.ts'
import { readValue, writeValue } from '../../src/engine/event/value-codec.ts'
import { asLogId } from '../../src/engine/identifier/log-id.ts'
import { warmEntries } from '../../src/engine/log/cold-versions.ts'
import { EventLog } from '../../src/engine/log/event-log.ts'
import {
  recentEventsBetween,
  readRecentEvents,
  recentSpanOf,
  writeRecentEvents,
} from '../../src/engine/log/recent-events.ts'
import {
  decodeVersionVector,
  decodeColdVersions,
  encodeVersionVector,
  versionVectorEtag,
  holdsAllVersions,
  type ReadVersions,
} from '../../src/engine/log/version-vector-file.ts'
import { type VersionEntry, withSigned } from '../../src/engine/log/version-vector.ts'
import { readSegment, writeRecord } from '../../src/engine/storage/journal/wal-record.ts'
import { realCompression } from '../../src/real/machine/real-compression.ts'
import { realDigest } from '../../src/real/machine/real-digest.ts'
import { drawnEvent, drawnOp, drawnValue } from '../properties/drawn.ts'
import { checksummed, drawn, logIds, ranges, written, type FuzzTarget } from './fuzz-target.ts'

const logs = logIds.map((logId, index) => {
  const log = new EventLog(logId, new HashChain(realDigest))
  for (let seq = 1; seq <= 90 * (index + 1); seq += 1) log.append(Uint8Array.of(seq % 251))
  return log
})

const signedEntry = (log: EventLog, seq: number): VersionEntry =>
  withSigned(log.versionEntry(), { seq, hash: log.hashAt(seq), signature: 'ab'.repeat(64) })

const versionVectors = logs.map((_log, index) => ({
  versions: new Map(logs.slice(0, index + 1).map((log) => [log.id, signedEntry(log, log.seq - index)])),
  recentEvents: ranges.slice(0, index).map(recentSpanOf),
}))

/** The cold versions that the version vectors go on from. */
const rested = new Map(logs.slice(0, 1).map((log) => [log.id, log.versionEntry()]))
const cold = {
  name: versionVectorEtag(encodeVersionVector({ versions: rested, recentEvents: [] }, realDigest)),
  versions: rested,
}

const isSpare = ({ read, cold: under }: Pick<ReadVersions, 'read' | 'cold'>): boolean =>
  under === null ||
  warmEntries(new Map(read.map(({ entry }) => [entry.log, entry])), under).length < read.length

const rangePorts = { digest: realDigest, compression: realCompression }

/** Events in a row: what columns are for. */
const rows = [8, 16, 30, 60].map((count, index) => ({
  log: logIds[index] ?? asLogId('00000000000000dd'),
  first: 1,
  events: drawn(drawnEvent, count).map((event) => encodeEvent(event)),
}))

const bodies = rows.map((row) => ({
  body: splitEvents([row]),
  shape: {
    log: row.log,
    first: row.first,
    count: row.events.length,
    bytes: row.events.reduce((sum, { length }) => sum + length, 0),
  },
}))

/** A newer version that readers of today can read may say so, and is spelt alike in everything else. */
const ofVersion = (bytes: Uint8Array, again: Uint8Array): Uint8Array => again.with(4, bytes[4] ?? 0)

const withEtag = (bytes: Uint8Array): Uint8Array => {
  try {
    const reader = new ByteReader(bytes, 22)
    const etag = realDigest.sha256Hex(reader.raw(reader.count())).slice(0, 32)
    const copy = bytes.slice()
    copy.set(Uint8Array.fromHex(etag), 6)
    return copy
  } catch {
    return bytes
  }
}

/** Events, and everything that they are carried and kept in. */
export const historyTargets: readonly FuzzTarget[] = [
  {
    name: 'value',
    samples: drawn(drawnValue).map((value) => written((writer) => writeValue(writer, value))),
    read: (bytes) => {
      const reader = new ByteReader(bytes)
      const value = readValue(reader)
      const end = reader.at
      return new Uint8Array(
        Buffer.concat([written((writer) => writeValue(writer, value)), bytes.subarray(end)]),
      )
    },
  },
  {
    name: 'op',
    samples: drawn(drawnOp).map((op) => written((writer) => writeOp(writer, op))),
    read: (bytes) => {
      const reader = new ByteReader(bytes)
      const op = readOp(reader)
      return new Uint8Array(
        Buffer.concat([written((writer) => writeOp(writer, op)), bytes.subarray(reader.at)]),
      )
    },
  },
  {
    name: 'event',
    samples: drawn(drawnEvent).map((event) => encodeEvent(event)),
    read: (bytes) => encodeEvent(decodeEvent(bytes, new Names())),
  },
  {
    name: 'range',
    samples: ranges.map((range) => encodeRange(range, { digest: realDigest })),
    sealed: checksummed,
    read: (bytes) => {
      const range = decodeRange(bytes, rangePorts)
      const isPlain = bytes[6] === 0
      return isPlain ? checksummed(ofVersion(bytes, encodeRange(range, { digest: realDigest }))) : null
    },
  },
  {
    name: 'range in columns',
    samples: rows.map((row) => encodeRange({ ...row, previousHash: '00'.repeat(32) }, rangePorts)),
    sealed: checksummed,
    read: (bytes) => {
      decodeRange(bytes, rangePorts)
      return null
    },
  },
  {
    name: 'columns, expanded',
    samples: bodies.map(({ body }) => body),
    read: (bytes) => {
      for (const { shape } of bodies.slice(0, 2)) joinEvents(bytes, [shape], shape.bytes)
      return null
    },
  },
  {
    name: 'heads',
    samples: versionVectors.map((one) => encodeVersionVector(one, realDigest)),
    sealed: withEtag,
    read: (bytes) => {
      const whole = holdsAllVersions(bytes)
      const { versionsBytes, ...read } = decodeVersionVector(bytes, realDigest)
      if (!whole) throw new Error('heads were read that are not all there')
      return new Uint8Array(
        Buffer.concat([
          encodeVersionVector({ ...read, recentEvents: [] }, realDigest).subarray(0, versionsBytes),
          bytes.subarray(versionsBytes),
        ]),
      )
    },
  },
  {
    name: 'heads over others at rest',
    samples: versionVectors.map((one) => encodeVersionVector({ ...one, cold }, realDigest)),
    sealed: withEtag,
    read: (bytes) => {
      const { versionsBytes, ...read } = decodeVersionVector(bytes, realDigest, { cold })
      const again = encodeVersionVector({ ...read, recentEvents: [] }, realDigest)
      // What is said although it rests so already is read, and not said again.
      return isSpare(read) ? null : new Uint8Array(Buffer.concat([again, bytes.subarray(versionsBytes)]))
    },
  },
  {
    name: 'heads at rest',
    samples: versionVectors.map((one) => encodeVersionVector({ ...one, recentEvents: [] }, realDigest)),
    read: (bytes) => {
      decodeColdVersions(bytes, bytes.subarray(6, 22).toHex(), realDigest)
      return null
    },
  },
  {
    name: 'newest',
    samples: ranges.map((range, at) =>
      written(
        (writer) => void writeRecentEvents(writer, [range, ...ranges.slice(0, at % 4)].map(recentSpanOf)),
      ),
    ),
    read: (bytes) => {
      const recentEvents = readRecentEvents(new ByteReader(bytes))
      for (const { log, first, last } of recentEvents) recentEventsBetween(recentEvents, log, first - 1, last)
      return null
    },
  },
  {
    name: 'journal segment',
    samples: ranges.map((range, at) =>
      written((writer) => {
        for (const one of [range, ...ranges.slice(0, at % 4)]) writeRecord(writer, one, realDigest)
      }),
    ),
    read: (bytes) => {
      const { validBytes } = readSegment(bytes, realDigest)
      if (validBytes > bytes.length) throw new Error('more is valid than there is')
      return null
    },
  },
]
