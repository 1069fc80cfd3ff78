import type { Digest } from '../ports/digest.ts'
import { type Block, blockEventsMax, blocksBetween } from './block.ts'
import { ByteReader, CodecError } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import type { LineId } from './line.ts'
import { type Newest, newestBytesMax, readNewest, writeNewest } from './newest.ts'
import { checkPreamble } from './range-codec.ts'

/** How far one line lies in a folder, and where its open end was cut. */
export interface HeadsEntry {
  readonly line: LineId
  readonly seq: number
  /** Hash of the event at `seq`. */
  readonly hash: string
  /** 16 digits of the hash at the end of each block of the open end, so that their files can be named unlisted. */
  readonly blockEnds: readonly string[]
  /** Room for the line's signature over (line, seq, hash); empty in format 1. */
  readonly signature: Uint8Array
}

/** By line; iterated in the order of line ids. */
export type Heads = ReadonlyMap<LineId, HeadsEntry>

/** What a folder's heads file says. */
export interface FolderHeads {
  readonly heads: Heads
  readonly newest: Newest
}

/** All that an idle check reads of a folder's heads. */
export const headsPreambleBytes = 22
const markBytes = 16
const magic = 'SHKH'
const version = 1
const minimumReader = 1

export const encodeHeads = ({ heads, newest }: FolderHeads, digest: Digest): Uint8Array => {
  const room = headsPreambleBytes + 4 + heads.size * 128 + (newest.length > 0 ? newestBytesMax : 0)
  const writer = new ByteWriter(room).raw(new Uint8Array(markBytes))
  for (const unit of magic) writer.byte(unit.charCodeAt(0))
  writer.byte(version).byte(minimumReader).count(heads.size)
  for (const entry of sortedEntries(heads)) writeEntry(writer, entry)
  const bytes = writeNewest(writer, newest).view()
  // The mark covers what comes before and after its place, which therefore begins as one piece.
  const mark = digest.sha256Hex(bytes.subarray(markBytes)).slice(0, 2 * markBytes)
  bytes.copyWithin(0, markBytes, headsPreambleBytes)
  bytes.subarray(headsPreambleBytes - markBytes, headsPreambleBytes).setFromHex(mark)
  return bytes
}

const writeEntry = (writer: ByteWriter, { line, seq, hash, blockEnds, signature }: HeadsEntry): void => {
  writer.hex(line).count(seq).hex(hash)
  for (const end of blockEnds) writer.hex(end)
  writer.count(signature.length).raw(signature)
}

/** Throws CodecError where the bytes are no heads, of a newer format, or damaged. */
export const decodeHeads = (bytes: Uint8Array, digest: Digest): FolderHeads => {
  checkPreamble(bytes, magic, minimumReader)
  const body = bytes.subarray(headsPreambleBytes)
  if (headsMark(bytes) !== markOf(bytes.subarray(0, 6), body, digest)) {
    throw new CodecError('Cannot read heads: the checksum does not match, so they are damaged')
  }
  const reader = new ByteReader(body)
  const heads = new Map<LineId, HeadsEntry>()
  for (let left = reader.count(); left > 0; left -= 1) {
    const entry = readEntry(reader)
    heads.set(entry.line, entry)
  }
  const newest = readNewest(reader)
  if (!reader.isAtEnd) throw new CodecError('Cannot read heads: bytes are left over')
  return { heads, newest }
}

const markOf = (preamble: Uint8Array, body: Uint8Array, digest: Digest): string => {
  const covered = new Uint8Array(preamble.length + body.length)
  covered.set(preamble)
  covered.set(body, preamble.length)
  return digest.sha256Hex(covered).slice(0, 2 * markBytes)
}

/** 32 digits that change whenever the heads do, read from the first {@link headsPreambleBytes} bytes. */
export const headsMark = (bytes: Uint8Array): string => {
  checkPreamble(bytes, magic, minimumReader)
  if (bytes.length < headsPreambleBytes)
    throw new CodecError(`Cannot read heads: only ${bytes.length} bytes are there`)
  return bytes.subarray(6, headsPreambleBytes).toHex()
}

/** Line by line the further one: heads are joined, never chosen. A tie between branches falls to the greater hash. */
export const joinHeads = (a: Heads, b: Heads): Heads => {
  const joined = new Map(a)
  for (const [line, entry] of b) {
    const other = joined.get(line)
    if (!other || entry.seq > other.seq || (entry.seq === other.seq && entry.hash > other.hash))
      joined.set(line, entry)
  }
  return joined
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
  const hash = reader.hex(32)
  const blockEnds = openBlocks(seq).map(() => reader.hex(8))
  return { line, seq, hash, blockEnds, signature: reader.raw(reader.count()) }
}

/** The blocks after the last full one. */
export const openBlocks = (seq: number): readonly Block[] => blocksBetween(seq - (seq % blockEventsMax), seq)
