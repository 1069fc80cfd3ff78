import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import fc from 'fast-check'

import { leaseNotes } from '../../src/cli/file/lease-notes.ts'
import { readLink } from '../../src/cli/file/link-settings.ts'
import { lastListed } from '../../src/cli/file/listed.ts'
import { readLease } from '../../src/engine/connection/lease.ts'
import { readVisitors } from '../../src/engine/connection/visitors.ts'
import { parseAddress, parseRecordId } from '../../src/engine/copy/place.ts'
import { followList, listOf } from '../../src/engine/document/chunk-list.ts'
import { LaidNotes } from '../../src/engine/document/laid-notes.ts'
import { decodeFront, encodeFront } from '../../src/engine/document/pack.ts'
import { parseBlockName } from '../../src/engine/event/block.ts'
import { ByteReader, CodecError } from '../../src/engine/event/byte-reader.ts'
import { ByteWriter } from '../../src/engine/event/byte-writer.ts'
import { Chain } from '../../src/engine/event/chain.ts'
import { joinEvents, splitEvents } from '../../src/engine/event/columns.ts'
import { decodeEvent, encodeEvent } from '../../src/engine/event/event.ts'
import {
  decodeHeads,
  encodeHeads,
  type HeadsEntry,
  holdsAllHeads,
  withSigned,
} from '../../src/engine/event/heads.ts'
import { LineLog } from '../../src/engine/event/line-log.ts'
import { lineId, parseDot } from '../../src/engine/event/line.ts'
import { Names } from '../../src/engine/event/names.ts'
import { eventsSaid, readNewest, sayEvents, writeNewest } from '../../src/engine/event/newest.ts'
import { readOp, writeOp } from '../../src/engine/event/op.ts'
import { decodeRange, encodeRange } from '../../src/engine/event/range-codec.ts'
import { readValue, writeValue } from '../../src/engine/event/value-codec.ts'
import { parseSeen } from '../../src/engine/fold/seen.ts'
import { readFormat, readIdentity } from '../../src/engine/folder/identity.ts'
import { readSegment, writeRecord } from '../../src/engine/folder/journal-record.ts'
import { DiskTrouble, listedPath, paths } from '../../src/engine/index.ts'
import { realCompression } from '../../src/real/compression.ts'
import { continuityStore } from '../../src/real/continuity-store.ts'
import { realDigest } from '../../src/real/digest.ts'
import { drawnEvent, drawnLine, drawnOp, drawnRange, drawnValue } from '../properties/drawn.ts'
import { oneFileDisk } from './one-file-disk.ts'

/** Something that reads bytes which may be anybody's. */
export interface FuzzTarget {
  readonly name: string
  /** Real objects, to be mutated. */
  readonly samples: readonly Uint8Array[]
  /** Makes the checksum of mutated bytes right, as somebody would who means harm. */
  readonly sealed?: (bytes: Uint8Array) => Uint8Array
  /** Reads, and may throw CodecError. Where there is one spelling, returns what the reading is spelt as. */
  readonly read: (bytes: Uint8Array) => Uint8Array | null
}

const seed = 1
const drawn = <T>(from: fc.Arbitrary<T>, count = 60): readonly T[] =>
  fc.sample(from, { seed, numRuns: count })

const written = (write: (writer: ByteWriter) => void): Uint8Array => {
  const writer = new ByteWriter()
  write(writer)
  return writer.take()
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const utf8 = (content: string): Uint8Array => new TextEncoder().encode(content)
/** Without a check of its own: a mutated one is then read further than that. */
const json = (content: unknown): Uint8Array => utf8(JSON.stringify(content))

const ranges = drawn(drawnRange)
const lines = drawn(drawnLine, 4)

const logs = lines.map((line, index) => {
  const log = new LineLog(line, new Chain(realDigest))
  for (let seq = 1; seq <= 90 * (index + 1); seq += 1) log.append(Uint8Array.of(seq % 251))
  return log
})

const signedEntry = (log: LineLog, seq: number): HeadsEntry =>
  withSigned(log.headsEntry(), { seq, hash: log.hashAt(seq), signature: 'ab'.repeat(64) })

const heads = logs.map((_log, index) => ({
  heads: new Map(logs.slice(0, index + 1).map((log) => [log.line, signedEntry(log, log.seq - index)])),
  newest: ranges.slice(0, index).map(sayEvents),
}))

const rangePorts = { digest: realDigest, compression: realCompression }

/** Events in a row: what columns are for. */
const rows = [8, 16, 30, 60].map((count, index) => ({
  line: lines[index] ?? lineId('00000000000000dd'),
  first: 1,
  events: drawn(drawnEvent, count).map((event) => encodeEvent(event)),
}))

const bodies = rows.map((row) => ({
  body: splitEvents(row),
  shape: {
    line: row.line,
    first: row.first,
    count: row.events.length,
    bytes: row.events.reduce((sum, { length }) => sum + length, 0),
  },
}))

const checksummed = (bytes: Uint8Array): Uint8Array => {
  const covered = bytes.subarray(0, Math.max(0, bytes.length - 32))
  return new Uint8Array(Buffer.concat([covered, Buffer.from(realDigest.sha256Hex(covered), 'hex')]))
}

/** A newer version that readers of today can read may say so, and is spelt alike in everything else. */
const ofVersion = (bytes: Uint8Array, again: Uint8Array): Uint8Array => again.with(4, bytes[4] ?? 0)

const marked = (bytes: Uint8Array): Uint8Array => {
  try {
    const reader = new ByteReader(bytes, 22)
    const mark = realDigest.sha256Hex(reader.raw(reader.count())).slice(0, 32)
    const copy = bytes.slice()
    copy.set(Uint8Array.fromHex(mark), 6)
    return copy
  } catch {
    return bytes
  }
}

const binary: readonly FuzzTarget[] = [
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
      for (const { shape } of bodies.slice(0, 2)) joinEvents(bytes, shape)
      return null
    },
  },
  {
    name: 'heads',
    samples: heads.map((one) => encodeHeads(one, realDigest)),
    sealed: marked,
    read: (bytes) => {
      const whole = holdsAllHeads(bytes)
      const { headsBytes, ...read } = decodeHeads(bytes, realDigest)
      if (!whole) throw new Error('heads were read that are not all there')
      return new Uint8Array(
        Buffer.concat([
          encodeHeads({ ...read, newest: [] }, realDigest).subarray(0, headsBytes),
          bytes.subarray(headsBytes),
        ]),
      )
    },
  },
  {
    name: 'newest',
    samples: ranges.map((range, at) =>
      written((writer) => void writeNewest(writer, [range, ...ranges.slice(0, at % 4)].map(sayEvents))),
    ),
    read: (bytes) => {
      const newest = readNewest(new ByteReader(bytes))
      for (const { line, first, last } of newest) eventsSaid(newest, line, first - 1, last)
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

const chunks = ranges.map((_range, index) => ({ hash: 'ab'.repeat(32), sizeBytes: 2048 + index }))
const packs = [3, 70, 300].map((count) => {
  const all = Array.from({ length: count }, (_, index) => ({
    hash: realDigest.sha256Hex(Uint8Array.of(index, count & 0xff)),
    sizeBytes: 2048 + index,
  }))
  const { list, nodes } = listOf(all, realDigest)
  return encodeFront({ list, nodes, others: ['cd'.repeat(32)], chunks: chunks.slice(0, count) }, realDigest)
})

const documents: readonly FuzzTarget[] = [
  {
    name: 'pack and chunk list',
    samples: packs,
    sealed: checksummed,
    read: (bytes) => {
      const { list, nodes } = decodeFront(bytes, realDigest)
      followList(list, (hash) => nodes.get(hash) ?? null)
      return null
    },
  },
]

const identity = { line: lines[0], copyName: 'laptop', user: 'ann', parent: lines[1] }
const format = { format: 'shakedown.file', version: 1, minimumReader: 1, fileId: lines[0], fileName: 'ACME' }
const card = {
  copyName: 'laptop',
  user: 'ann',
  sinceMs: 5,
  leftMs: null,
  from: 'desk',
  report: { unsent: 1, unapplied: 0, conflicts: 0, acknowledged: { [String(lines[0])]: 7 } },
}
const link = { address: '//host/share', name: 'ACME', through: 'parent', levelMs: 12, theirSeqs: { a: 1 } }
const lease = {
  by: { line: lines[0], copyName: 'laptop', user: 'ann' },
  sinceMs: 5,
  termMs: 600_000,
  isReleased: false,
}
const dots = lines.map((line) => `${line}.7`)

const files: readonly FuzzTarget[] = [
  reading('format', [json(format)], (bytes) => readFormat(bytes)),
  reading('copy', [json(identity)], (bytes) => readIdentity(formattedDisk(bytes))),
  reading('visitor’s card', [json(card)], (bytes) =>
    readVisitors(oneFileDisk(`${paths.visitorsFolder}/${lines[0]}`, bytes)),
  ),
  reading('link', [json(link)], (bytes) => readLink(oneFileDisk(paths.linkSettings, bytes))),
  reading('listed conflicts', [json({ listed: { 'tb/1.amount': dots } })], (bytes) =>
    lastListed(oneFileDisk(listedPath('ann'), bytes), 'ann', 'tb/1.amount'),
  ),
  reading(
    'notes of what was laid',
    [utf8(`${JSON.stringify(['~', dots[0], 'memo.txt', 'ab', ...dots])}\n["a","b","c"]\n`)],
    (bytes) => new LaidNotes(oneFileDisk(paths.working, bytes)).documents(),
  ),
  reading('lease', [json(lease)], (bytes) => readLease(bytes)),
  reading('lease notes', [json({ 'memo.txt': 12, other: 7 })], (bytes) =>
    leaseNotes(oneFileDisk(paths.leaseNotes, bytes)),
  ),
  reading('continuity token', [json({ seq: 7, hash: 'ab'.repeat(32), place: '/a' })], readToken),
  reading('seen token', [utf8(dots.join('+')), utf8('nothing')], (bytes) => parseSeen(text(bytes))),
  reading(
    'names and addresses',
    [utf8('1-256.0123456789abcdef'), utf8('tb/1010.amount'), utf8(dots[0] ?? '')],
    (bytes) => [parseBlockName, parseDot, parseAddress, parseRecordId].map((parse) => parse(text(bytes))),
  ),
]

const tokens = mkdtempSync(join(tmpdir(), 'shakedown-fuzz-'))
mkdirSync(join(tokens, 'lines'))
process.on('exit', () => rmSync(tokens, { recursive: true, force: true }))

// What is damaged there is said as trouble with the disk: a person has to decide about it.
function readToken(bytes: Uint8Array): void {
  const line = lineId('00000000000000cc')
  writeFileSync(join(tokens, 'lines', line), bytes)
  try {
    continuityStore('/a', tokens).read(line)
  } catch (trouble) {
    if (!(trouble instanceof DiskTrouble)) throw trouble
    throw new CodecError(trouble.message)
  }
}

function reading(
  name: string,
  samples: readonly Uint8Array[],
  read: (bytes: Uint8Array) => unknown,
): FuzzTarget {
  return {
    name,
    samples,
    read: (bytes) => {
      read(bytes)
      return null
    },
  }
}

const formattedDisk = (copy: Uint8Array) => {
  const disk = oneFileDisk(paths.copy, copy)
  return { ...disk, read: (path: string) => (path === paths.format ? json(format) : disk.read(path)) }
}

/** Every decoder of the engine and of the command's own files. */
export const fuzzTargets: readonly FuzzTarget[] = [...binary, ...documents, ...files]
