import { must } from '../invariant.ts'
import type { Digest } from '../ports/digest.ts'
import { type Block, blockEventsMax, blocksBetween } from './block.ts'
import { ByteReader, CodecError } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import type { LineId } from './line.ts'
import { type Newest, newestRoomBytes, readNewest, writeNewest } from './newest.ts'
import { checkPreamble } from './range-codec.ts'
import { furtherSigned, readSignedHead, type SignedHead, writeSignedHead } from './signed-head.ts'

/** How far one line lies in a folder, and where its open end was cut. */
export interface HeadsEntry {
  readonly line: LineId
  readonly seq: number
  /** Hash of the event at `seq`. */
  readonly hash: string
  /** 16 digits of the hash at the end of each of {@link namedBlocks}, so that their files can be named unlisted. */
  readonly blockEnds: readonly string[]
  /** How far its writer signed it, which may be less far; null where it is not signed. */
  readonly signed: SignedHead | null
  /** The ends of the line's other histories, where it was split: they stand beside it in the file as entries of their own. */
  readonly others?: readonly HeadsEntry[]
}

/** Where the histories of one line end: mostly there is one. */
export const endsIn = (entry: HeadsEntry | undefined): readonly HeadsEntry[] => {
  if (!entry?.others) return entry ? [entry] : []
  const { others, ...first } = entry
  return [first, ...others]
}

/** By line; iterated in the order of line ids. */
export type Heads = ReadonlyMap<LineId, HeadsEntry>

/** What a folder's heads file says. */
export interface FolderHeads {
  readonly heads: Heads
  readonly newest: Newest
}

/** The same as it was read, maybe in part: `headsBytes` of the file are its heads, and after them comes the newest. */
export interface ReadHeads extends FolderHeads {
  readonly headsBytes: number
  /** Where each entry was read, in order: what is the same at the next reading need not be taken apart again. */
  readonly read: readonly ReadEntry[]
}

interface ReadEntry {
  readonly bytes: Uint8Array
  readonly from: number
  readonly to: number
  readonly entry: HeadsEntry
}

/** All that an idle check reads of a folder's heads. */
export const headsPreambleBytes = 22
const markBytes = 16
const magic = 'SHKH'
const version = 1
const minimumReader = 1

/**
 * Preamble, mark, the length of the heads, the heads, the newest. The mark is of the heads, which begin with the
 * version once more so that it covers that too; what is said of the newest is proved by the heads.
 */
export const encodeHeads = ({ heads, newest }: FolderHeads, digest: Digest): Uint8Array => {
  const entries = sortedEntries(heads).flatMap(endsIn)
  const covered = new ByteWriter(16 + entries.length * 112)
  covered.byte(version).byte(minimumReader).count(entries.length)
  for (const entry of entries) writeEntry(covered, entry)
  const body = covered.view()
  const writer = new ByteWriter(headsPreambleBytes + 8 + body.length + newestRoomBytes(newest))
  for (const unit of magic) writer.byte(unit.charCodeAt(0))
  writer.byte(version).byte(minimumReader).hex(markOf(body, digest)).count(body.length).raw(body)
  return writeNewest(writer, newest).view()
}

const writeEntry = (writer: ByteWriter, { line, seq, hash, blockEnds, signed }: HeadsEntry): void => {
  writer.hex(line).count(seq).hex(hash)
  for (const end of blockEnds) writer.hex(end)
  writeSignedHead(writer, signed, { seq, hash })
}

/**
 * `bytes` are the file, or the first of it. Throws CodecError where they are no heads, of a newer format, damaged, or
 * end before the heads do.
 */
export const decodeHeads = (
  bytes: Uint8Array,
  digest: Digest,
  known: readonly ReadEntry[] = [],
): ReadHeads => {
  const mark = headsMark(bytes)
  const reader = new ByteReader(bytes, headsPreambleBytes)
  const body = reader.raw(reader.count())
  if (mark !== markOf(body, digest) || body[0] !== bytes[4] || body[1] !== bytes[5]) {
    throw new CodecError('Cannot read heads: the checksum does not match, so they are damaged')
  }
  const headsBytes = reader.at
  const read = readEntries(body, known)
  const heads = new Map<LineId, HeadsEntry>()
  let before: HeadsEntry | null = null
  for (const { entry } of read) {
    if (before && !isInOrder(before, entry)) throw new CodecError('Cannot read heads: they are out of order')
    before = entry
    const other = heads.get(entry.line)
    heads.set(entry.line, other ? withEnds([...endsIn(other), entry]) : entry)
  }
  return { heads, read, newest: readNewest(reader), headsBytes }
}

// By line, and of the ends of one line the further first.
const isInOrder = (a: HeadsEntry, b: HeadsEntry): boolean =>
  a.line === b.line ? a.seq > b.seq || (a.seq === b.seq && a.hash < b.hash) : a.line < b.line

/** Whether the first of a file, as far as it was read, holds all of its heads. */
export const holdsAllHeads = (bytes: Uint8Array): boolean => {
  checkPreamble(bytes, magic, minimumReader)
  if (bytes.length < headsPreambleBytes + 8) return false
  const reader = new ByteReader(bytes, headsPreambleBytes)
  return reader.count() <= bytes.length - reader.at
}

const readEntries = (body: Uint8Array, known: readonly ReadEntry[]): readonly ReadEntry[] => {
  const reader = new ByteReader(body, 2)
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
    while (known[next] && (known[next]?.entry.line ?? '') <= entry.line) next += 1
  }
  if (!reader.isAtEnd) throw new CodecError('Cannot read heads: bytes are left over')
  return read
}

const isAt = (body: Uint8Array, at: number, { bytes, from, to }: ReadEntry): boolean => {
  if (at + to - from > body.length) return false
  for (let index = from; index < to; index += 1) if (bytes[index] !== body[at + index - from]) return false
  return true
}

const markOf = (body: Uint8Array, digest: Digest): string => digest.sha256Hex(body).slice(0, 2 * markBytes)

/** 32 digits that change whenever the heads do, read from the first {@link headsPreambleBytes} bytes. */
export const headsMark = (bytes: Uint8Array): string => {
  checkPreamble(bytes, magic, minimumReader)
  if (bytes.length < headsPreambleBytes)
    throw new CodecError(`Cannot read heads: only ${bytes.length} bytes are there`)
  return bytes.subarray(6, headsPreambleBytes).toHex()
}

/** One entry for a line, in one canonical order of its ends. */
export const withEnds = (ends: readonly HeadsEntry[]): HeadsEntry => {
  const [first, ...others] = ends.toSorted((a, b) => b.seq - a.seq || (a.hash < b.hash ? -1 : 1))
  const entry = must(first, 'a line has an end')
  return others.length === 0 ? entry : { ...entry, others }
}

/** The same head, signed so far. */
export const withSigned = (entry: HeadsEntry, signed: SignedHead | null): HeadsEntry =>
  entry.signed === signed ? entry : { ...entry, signed }

/** Whether an event is known to stand in one's own history of its line, or in one of them. */
export type Holds = (line: LineId, seq: number, hash: string) => boolean

/**
 * Line by line the further one: heads are joined, never chosen. Where theirs is no part of ours, both stand; where it is
 * ahead, it is taken to go on from ours until somebody has looked.
 */
export const joinHeads = (theirs: Heads, ours: Heads, holds: Holds): Heads => {
  const joined = new Map(theirs)
  for (const [line, entry] of ours) {
    const other = joined.get(line)
    const isAhead = other && !other.others && !entry.others && other.seq > entry.seq
    if (isAhead) joined.set(line, withSigned(other, furtherSigned(other.signed, entry.signed)))
    else joined.set(line, other ? joinedEntry(other, entry, holds) : entry)
  }
  return joined
}

const joinedEntry = (theirs: HeadsEntry, ours: HeadsEntry, holds: Holds): HeadsEntry => {
  const strange = endsIn(theirs).filter(({ line, seq, hash }) => !holds(line, seq, hash))
  if (strange.length > 0) return withEnds([...endsIn(ours), ...strange])
  const isPlain = !ours.others && !theirs.others
  return isPlain ? withSigned(ours, furtherSigned(ours.signed, theirs.signed)) : ours
}

export const sortedEntries = (heads: Heads): HeadsEntry[] => {
  const entries = [...heads.values()]
  return isSorted(entries) ? entries : entries.sort((a, b) => (a.line < b.line ? -1 : 1))
}

const isSorted = (entries: readonly HeadsEntry[]): boolean => {
  let before: LineId | '' = ''
  for (const { line } of entries) {
    if (line < before) return false
    before = line
  }
  return true
}

const readEntry = (reader: ByteReader): HeadsEntry => {
  const line = reader.line()
  const seq = reader.count()
  if (seq === 0) throw new CodecError(`Cannot read heads: line ${line} has no event`)
  const hash = reader.hex(32)
  const blockEnds = namedBlocks(seq).map(() => reader.hex(8))
  return { line, seq, hash, blockEnds, signed: readSignedHead(reader, { seq, hash }) }
}

/**
 * The last full block, and those after it: who lags no further behind needs no listing, which would grow with the
 * history. Frozen with format 1.
 */
export const namedBlocks = (seq: number): readonly Block[] =>
  blocksBetween(Math.max(0, seq - (seq % blockEventsMax) - blockEventsMax), seq)
