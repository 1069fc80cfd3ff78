import { ByteReader, ByteWriter, CodecError } from '../binary/index.ts'
import { checkPreamble } from '../codec/index.ts'
import type { LogId } from '../identifier/index.ts'
import { invariant } from '../invariant.ts'
import type { Digest } from '../ports/index.ts'
import { includesCold, warmEntries, type ColdVersions, withCold } from './cold-versions.ts'
import {
  type RecentEvents,
  recentEventsRoomBytes,
  readRecentEvents,
  writeRecentEvents,
} from './recent-events.ts'
import { readSignedHead, writeSignedHead } from './signed-head.ts'
import { endsIn, type VersionVector, type VersionEntry, namedBlocks, withEnds } from './version-vector.ts'

export interface FolderVersions {
  readonly versions: VersionVector
  readonly recentEvents: RecentEvents
  /** Null or absent if the file lists every log itself. */
  readonly cold?: ColdVersions | null
}

/** Possibly read in part. The vector ends at `versionsBytes`; the recent events follow. */
export interface ReadVersions extends FolderVersions {
  readonly versionsBytes: number
  readonly cold: ColdVersions | null
  /** In file order. The next read reuses entries whose bytes are unchanged. */
  readonly read: readonly ReadEntry[]
}

interface ReadEntry {
  readonly bytes: Uint8Array
  readonly from: number
  readonly to: number
  readonly entry: VersionEntry
}

export interface KnownVersions {
  readonly read?: readonly ReadEntry[]
  readonly cold?: ColdVersions | null
}

/** How much an idle check reads of the file. */
export const versionVectorPreambleBytes = 22
const etagBytes = 16
const magic = 'SHKH'
/** Version 2 names a cold vector. Files without one are written as version 1. */
const formatVersions = { whole: 1, overCold: 2 } as const
const minimumReader = 2

/**
 * Layout: preamble, etag, length of the vector, vector, recent events. The vector repeats the version so that the etag
 * covers it, and authenticates the recent events.
 */
export const encodeVersionVector = (
  { versions, recentEvents, cold = null }: FolderVersions,
  digest: Digest,
): Uint8Array => {
  invariant(
    includesCold(versions, cold),
    'the version vector includes every cold log, since vectors are merged',
  )
  const entries = warmEntries(versions, cold).flatMap(endsIn)
  const version = cold ? formatVersions.overCold : formatVersions.whole
  const covered = new ByteWriter(32 + entries.length * 112)
  covered.byte(version).byte(version)
  if (cold) covered.hex(cold.name)
  covered.count(entries.length)
  for (const entry of entries) writeEntry(covered, entry)
  const body = covered.view()
  const writer = new ByteWriter(
    versionVectorPreambleBytes + 8 + body.length + recentEventsRoomBytes(recentEvents),
  )
  for (const unit of magic) writer.byte(unit.charCodeAt(0))
  writer.byte(version).byte(version).hex(etagOf(body, digest)).count(body.length).raw(body)
  return writeRecentEvents(writer, recentEvents).view()
}

const writeEntry = (writer: ByteWriter, { log, seq, hash, blockEnds, signed }: VersionEntry): void => {
  writer.hex(log).count(seq).hex(hash)
  for (const end of blockEnds) writer.hex(end)
  writeSignedHead(writer, signed, { seq, hash })
}

/**
 * `bytes` may be a beginning of the file. Throws CodecError if malformed, damaged, newer, or cut off within
 * the vector. Throws it too if the file names another cold vector than `cold`.
 */
export const decodeVersionVector = (
  bytes: Uint8Array,
  digest: Digest,
  { read: known = [], cold = null }: KnownVersions = {},
): ReadVersions => {
  const etag = versionVectorEtag(bytes)
  const reader = new ByteReader(bytes, versionVectorPreambleBytes)
  const body = reader.raw(reader.count())
  if (etag !== etagOf(body, digest) || body[0] !== bytes[4] || body[1] !== bytes[5]) {
    throw new CodecError('Cannot read a version vector: the checksum does not match, so they are damaged')
  }
  const versionsBytes = reader.at
  const named = nameIn(body)
  if (named !== null && named !== cold?.name)
    throw new CodecError(`Cannot read a version vector: they go on from ${named}, and that is not here`)
  const under = named === null ? null : cold
  const read = readEntries(body, known)
  const versions = withCold(byLog(read), under)
  return { versions, read, cold: under, recentEvents: readRecentEvents(reader), versionsBytes }
}

/** Returns null if the file lists every log. `bytes` must hold the whole vector. Throws CodecError. */
export const coldVersionsName = (bytes: Uint8Array): string | null => {
  checkPreamble(bytes, magic, minimumReader)
  const reader = new ByteReader(bytes, versionVectorPreambleBytes)
  return nameIn(reader.raw(reader.count()))
}

/** Throws CodecError if the bytes are damaged or do not match the name. */
export const decodeColdVersions = (bytes: Uint8Array, name: string, digest: Digest): ColdVersions => {
  if (versionVectorEtag(bytes) !== name)
    throw new CodecError('Cannot read cold versions: they are not what they are called')
  return { name, versions: decodeVersionVector(bytes, digest).versions }
}

const nameIn = (body: Uint8Array): string | null =>
  body[0] === formatVersions.overCold ? new ByteReader(body, 2).hex(etagBytes) : null

const byLog = (read: readonly ReadEntry[]): VersionVector => {
  const versions = new Map<LogId, VersionEntry>()
  let before: VersionEntry | null = null
  for (const { entry } of read) {
    if (before && !isInOrder(before, entry))
      throw new CodecError('Cannot read a version vector: they are out of order')
    before = entry
    const other = versions.get(entry.log)
    versions.set(entry.log, other ? withEnds([...endsIn(other), entry]) : entry)
  }
  return versions
}

// By log, and the further of its ends first.
const isInOrder = (a: VersionEntry, b: VersionEntry): boolean =>
  a.log === b.log ? a.seq > b.seq || (a.seq === b.seq && a.hash < b.hash) : a.log < b.log

/** Whether the beginning of a file holds the whole vector. */
export const holdsAllVersions = (bytes: Uint8Array): boolean => {
  checkPreamble(bytes, magic, minimumReader)
  if (bytes.length < versionVectorPreambleBytes + 8) return false
  const reader = new ByteReader(bytes, versionVectorPreambleBytes)
  return reader.count() <= bytes.length - reader.at
}

const readEntries = (body: Uint8Array, known: readonly ReadEntry[]): readonly ReadEntry[] => {
  const reader = new ByteReader(body, nameIn(body) === null ? 2 : 2 + etagBytes)
  const read: ReadEntry[] = []
  let next = 0
  for (let left = reader.count(); left > 0; left -= 1) {
    const from = reader.at
    const same = known[next]
    if (same && isAt(body, from, same)) {
      reader.raw(same.to - same.from)
      read.push({ bytes: body, from, to: reader.at, entry: same.entry })
      next += 1
      continue
    }
    const entry = readEntry(reader)
    read.push({ bytes: body, from, to: reader.at, entry })
    while (known[next] && (known[next]?.entry.log ?? '') <= entry.log) next += 1
  }
  if (!reader.isAtEnd) throw new CodecError('Cannot read a version vector: bytes are left over')
  return read
}

const isAt = (body: Uint8Array, at: number, { bytes, from, to }: ReadEntry): boolean => {
  if (at + to - from > body.length) return false
  for (let index = from; index < to; index += 1) if (bytes[index] !== body[at + index - from]) return false
  return true
}

const etagOf = (body: Uint8Array, digest: Digest): string => digest.sha256Hex(body).slice(0, 2 * etagBytes)

/** 32 digits that change whenever the vector does, read from the preamble. */
export const versionVectorEtag = (bytes: Uint8Array): string => {
  checkPreamble(bytes, magic, minimumReader)
  if (bytes.length < versionVectorPreambleBytes)
    throw new CodecError(`Cannot read a version vector: only ${bytes.length} bytes are there`)
  return bytes.subarray(6, versionVectorPreambleBytes).toHex()
}

const readEntry = (reader: ByteReader): VersionEntry => {
  const log = reader.logId()
  const seq = reader.count()
  if (seq === 0) throw new CodecError(`Cannot read a version vector: log ${log} has no event`)
  const hash = reader.hex(32)
  const blockEnds = namedBlocks(seq).map(() => reader.hex(8))
  return { log, seq, hash, blockEnds, signed: readSignedHead(reader, { seq, hash }) }
}
