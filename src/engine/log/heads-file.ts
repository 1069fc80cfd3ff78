import { ByteReader, ByteWriter, CodecError } from '../binary/index.ts'
import { checkPreamble } from '../codec/index.ts'
import type { LineId } from '../identifier/index.ts'
import { invariant } from '../invariant.ts'
import type { Digest } from '../ports/index.ts'
import { endsIn, type Heads, type HeadsEntry, namedBlocks, withEnds } from './heads.ts'
import { type Newest, newestRoomBytes, readNewest, writeNewest } from './newest.ts'
import { isUnder, looseLines, type RestingHeads, withResting } from './resting-heads.ts'
import { readSignedHead, writeSignedHead } from './signed-head.ts'

/** What a folder's heads file says. */
export interface FolderHeads {
  readonly heads: Heads
  readonly newest: Newest
  /** The heads that it refers to instead of saying them; null, or left out, where it says all of them itself. */
  readonly resting?: RestingHeads | null
}

/** The same as it was read, maybe in part: `headsBytes` of the file are its heads, and after them comes the newest. */
export interface ReadHeads extends FolderHeads {
  readonly headsBytes: number
  readonly resting: RestingHeads | null
  /** Where each entry was read, in order: what is the same at the next reading need not be taken apart again. */
  readonly read: readonly ReadEntry[]
}

interface ReadEntry {
  readonly bytes: Uint8Array
  readonly from: number
  readonly to: number
  readonly entry: HeadsEntry
}

/** What the one who reads has already. */
export interface HeadsKnown {
  readonly read?: readonly ReadEntry[]
  /** The heads that the file names, if it names any: see {@link restingName}. */
  readonly resting?: RestingHeads | null
}

/** All that an idle check reads of a folder's heads. */
export const headsPreambleBytes = 22
const markBytes = 16
const magic = 'SHKH'
/** Version 2 names the heads that rest; what names none is written as version 1. */
const versions = { whole: 1, overResting: 2 } as const
const minimumReader = 2

/**
 * Preamble, mark, the length of the heads, the heads, the newest. The mark is of the heads, which begin with the
 * version once more so that it covers that too; what is said of the newest is proved by the heads.
 */
export const encodeHeads = ({ heads, newest, resting = null }: FolderHeads, digest: Digest): Uint8Array => {
  invariant(isUnder(heads, resting), 'what rests is among the heads, since they are joined and never chosen')
  const entries = looseLines(heads, resting).flatMap(endsIn)
  const version = resting ? versions.overResting : versions.whole
  const covered = new ByteWriter(32 + entries.length * 112)
  covered.byte(version).byte(version)
  if (resting) covered.hex(resting.name)
  covered.count(entries.length)
  for (const entry of entries) writeEntry(covered, entry)
  const body = covered.view()
  const writer = new ByteWriter(headsPreambleBytes + 8 + body.length + newestRoomBytes(newest))
  for (const unit of magic) writer.byte(unit.charCodeAt(0))
  writer.byte(version).byte(version).hex(markOf(body, digest)).count(body.length).raw(body)
  return writeNewest(writer, newest).view()
}

const writeEntry = (writer: ByteWriter, { line, seq, hash, blockEnds, signed }: HeadsEntry): void => {
  writer.hex(line).count(seq).hex(hash)
  for (const end of blockEnds) writer.hex(end)
  writeSignedHead(writer, signed, { seq, hash })
}

/**
 * `bytes` are the file, or the first of it. Throws CodecError where they are no heads, of a newer format, damaged, or
 * end before the heads do, and where they name others than those that are known to rest.
 */
export const decodeHeads = (
  bytes: Uint8Array,
  digest: Digest,
  { read: known = [], resting = null }: HeadsKnown = {},
): ReadHeads => {
  const mark = headsMark(bytes)
  const reader = new ByteReader(bytes, headsPreambleBytes)
  const body = reader.raw(reader.count())
  if (mark !== markOf(body, digest) || body[0] !== bytes[4] || body[1] !== bytes[5]) {
    throw new CodecError('Cannot read heads: the checksum does not match, so they are damaged')
  }
  const headsBytes = reader.at
  const named = nameIn(body)
  if (named !== null && named !== resting?.name)
    throw new CodecError(`Cannot read heads: they go on from ${named}, and that is not here`)
  const under = named === null ? null : resting
  const read = readEntries(body, known)
  const heads = withResting(byLine(read), under)
  return { heads, read, resting: under, newest: readNewest(reader), headsBytes }
}

/** Under which name the heads rest that these go on from; null where they say all. `bytes` hold all heads. Throws CodecError. */
export const restingName = (bytes: Uint8Array): string | null => {
  checkPreamble(bytes, magic, minimumReader)
  const reader = new ByteReader(bytes, headsPreambleBytes)
  return nameIn(reader.raw(reader.count()))
}

/** Heads that were put to rest under a name. Throws CodecError where they are damaged, or others. */
export const decodeResting = (bytes: Uint8Array, name: string, digest: Digest): RestingHeads => {
  if (headsMark(bytes) !== name)
    throw new CodecError('Cannot read heads at rest: they are not what they are called')
  return { name, heads: decodeHeads(bytes, digest).heads }
}

const nameIn = (body: Uint8Array): string | null =>
  body[0] === versions.overResting ? new ByteReader(body, 2).hex(markBytes) : null

const byLine = (read: readonly ReadEntry[]): Heads => {
  const heads = new Map<LineId, HeadsEntry>()
  let before: HeadsEntry | null = null
  for (const { entry } of read) {
    if (before && !isInOrder(before, entry)) throw new CodecError('Cannot read heads: they are out of order')
    before = entry
    const other = heads.get(entry.line)
    heads.set(entry.line, other ? withEnds([...endsIn(other), entry]) : entry)
  }
  return heads
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
  const reader = new ByteReader(body, nameIn(body) === null ? 2 : 2 + markBytes)
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

const readEntry = (reader: ByteReader): HeadsEntry => {
  const line = reader.line()
  const seq = reader.count()
  if (seq === 0) throw new CodecError(`Cannot read heads: line ${line} has no event`)
  const hash = reader.hex(32)
  const blockEnds = namedBlocks(seq).map(() => reader.hex(8))
  return { line, seq, hash, blockEnds, signed: readSignedHead(reader, { seq, hash }) }
}
