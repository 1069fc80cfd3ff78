import { type ByteWriter, CodecError } from '../../binary/index.ts'
import { decodeRange, type Range, writeRange } from '../../codec/index.ts'
import type { Digest } from '../../ports/index.ts'

export interface SegmentContent {
  readonly ranges: readonly Range[]
  readonly validBytes: number
  /** `torn`: a crash cut off the last record before it was acknowledged. `damaged`: anything else. */
  readonly end: 'clean' | 'torn' | 'damaged'
}

/** Marks the first record of a flush. Earlier records were flushed before, and may have been acknowledged. */
export const recordTags = { beginsFlush: 0xb1, goesOn: 0x6e } as const

const headerBytes = 9

/** A disk writes sectors atomically, and an unwritten one at the end of a file reads as zeros. */
const sectorBytes = 512

/**
 * Appends a record to a flush. Stores its length twice, the second time inverted. A corrupted length must not look
 * torn, or every later record would be discarded as unacknowledged.
 */
export const writeRecord = (flush: ByteWriter, range: Range, digest: Digest): void => {
  const start = flush.length
  flush.raw(new Uint8Array(headerBytes))
  writeRange(flush, range, digest)
  const length = flush.length - start - headerBytes
  const header = flush.view(start)
  const tag = start === 0 ? recordTags.beginsFlush : recordTags.goesOn
  header[0] = tag
  for (let at = 1; at <= 4; at += 1) {
    const byte = (length >>> (32 - 8 * at)) & 0xff
    header[at] = byte
    header[at + 4] = ~byte ^ tag
  }
}

/**
 * Reads the valid prefix of a segment. A bad record is torn only in the last flush, and only if it ends early or
 * lacks whole sectors. Any other may be an acknowledged edit, and is never truncated silently.
 */
export const readSegment = (bytes: Uint8Array, digest: Digest): SegmentContent => {
  const ranges: Range[] = []
  let validBytes = 0
  while (validBytes < bytes.length) {
    const record = readRecord(bytes, validBytes, digest)
    if (!record) {
      return { ranges, validBytes, end: isUnfinished(bytes, validBytes, digest) ? 'torn' : 'damaged' }
    }
    ranges.push(record.range)
    validBytes = record.endsAt
  }
  return { ranges, validBytes, end: 'clean' }
}

/** Returns all whole records of a segment, even behind a damaged one. */
export const salvageSegment = (bytes: Uint8Array, digest: Digest): readonly Range[] => {
  const ranges: Range[] = []
  for (let at = 0; at < bytes.length;) {
    const record = readRecord(bytes, at, digest)
    if (record) ranges.push(record.range)
    at = record?.endsAt ?? at + 1
  }
  return ranges
}

/** Returns null unless a whole record begins here. */
const readRecord = (
  bytes: Uint8Array,
  at: number,
  digest: Digest,
): { readonly range: Range; readonly endsAt: number } | null => {
  const endsAt = endOf(bytes, at)
  if (endsAt === null || endsAt > bytes.length) return null
  try {
    return { range: decodeRange(bytes.subarray(at + headerBytes, endsAt), { digest }), endsAt }
  } catch (trouble) {
    if (trouble instanceof CodecError) return null
    throw trouble
  }
}

/** Returns the end that a record's header claims, or null without a header. */
const endOf = (bytes: Uint8Array, at: number): number | null => {
  const start = at + headerBytes
  if (start > bytes.length) return null
  const tag = bytes[at]
  if (tag !== recordTags.beginsFlush && tag !== recordTags.goesOn) return null
  const header = new DataView(bytes.buffer, bytes.byteOffset + at + 1, headerBytes - 1)
  const length = header.getUint32(0)
  // A corrupted tag must not look like the other one.
  return header.getUint32(4) === (~length ^ (tag * 0x01010101)) >>> 0 ? start + length : null
}

const isUnfinished = (bytes: Uint8Array, at: number, digest: Digest): boolean => {
  if (isFlushedBehind(bytes, at, digest)) return false
  const endsAt = endOf(bytes, at)
  const runsPastEnd = at + headerBytes > bytes.length || (endsAt !== null && endsAt > bytes.length)
  return runsPastEnd || lacksSector(bytes, at)
}

// Every append follows the flush of earlier ones.
const isFlushedBehind = (bytes: Uint8Array, at: number, digest: Digest): boolean => {
  for (let later = at + 1; later < bytes.length; later += 1) {
    if (bytes[later] === recordTags.beginsFlush && readRecord(bytes, later, digest)) return true
  }
  return false
}

const lacksSector = (bytes: Uint8Array, from: number): boolean => {
  for (let at = from; at < bytes.length;) {
    const end = Math.min(bytes.length, at - (at % sectorBytes) + sectorBytes)
    if (isZero(bytes, at, end)) return true
    at = end
  }
  return false
}

const isZero = (bytes: Uint8Array, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if (bytes[at] !== 0) return false
  return true
}
