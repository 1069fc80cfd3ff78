import { ByteReader, CodecError } from '../event/byte-reader.ts'
import { ByteWriter } from '../event/byte-writer.ts'
import { decodeRange, encodeRange, type Range } from '../event/range-codec.ts'
import type { Digest } from '../ports/digest.ts'
import type { AppendFile, Disk } from '../ports/disk.ts'
import { journalSegmentPath, paths } from './layout.ts'

/** When a segment has grown to this, what it holds is sealed into ranges and a new one begins. */
export const journalSegmentBytesMax = 256 * 1024

/** What lies in one segment: the valid prefix, and how it ends. */
export interface SegmentContent {
  readonly ranges: readonly Range[]
  readonly validBytes: number
  /** `torn`: the last record was cut off by a crash, before it was acknowledged. `damaged`: something else. */
  readonly end: 'clean' | 'torn' | 'damaged'
}

/**
 * Where work is put before it is acknowledged. Writers of one moment share one flush: the first of them asks for it,
 * and whoever comes before it runs rides along.
 */
export class Journal {
  readonly #disk: Disk
  readonly #digest: Digest
  #segment: number
  #file: AppendFile
  #waiting: Uint8Array[] = []
  #flush: Promise<void> | null = null

  constructor(disk: Disk, digest: Digest, segment: number) {
    this.#disk = disk
    this.#digest = digest
    this.#segment = segment
    this.#file = disk.openAppend(journalSegmentPath(segment))
  }

  get isFull(): boolean {
    return this.#file.sizeBytes >= journalSegmentBytesMax
  }

  /** Resolves when the range is durable; rejects with DiskTrouble. */
  append(range: Range): Promise<void> {
    const bytes = encodeRange(range, this.#digest)
    this.#waiting.push(new ByteWriter().count(bytes.length).take(), bytes)
    this.#flush ??= Promise.resolve().then(() => this.#flushNow())
    return this.#flush
  }

  /** Resolves when nothing is waiting for a flush any more. */
  async settled(): Promise<void> {
    await this.#flush
  }

  /** Begins a new segment and drops the old ones: to be called when all they hold lies in ranges. */
  rotate(): void {
    this.#file.close()
    this.#segment += 1
    this.#file = this.#disk.openAppend(journalSegmentPath(this.#segment))
    for (const index of segmentIndexes(this.#disk)) {
      if (index < this.#segment) this.#disk.remove(journalSegmentPath(index))
    }
  }

  close(): void {
    this.#file.close()
  }

  #flushNow(): void {
    this.#flush = null
    const waiting = this.#waiting
    this.#waiting = []
    this.#file.append(joined(waiting))
    this.#file.sync()
  }
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** The numbers of the segments that lie on the disk, in order. */
export const segmentIndexes = (disk: Disk): readonly number[] =>
  disk
    .list(paths.journalFolder)
    .filter((name) => /^\d{8}$/.test(name))
    .map(Number)

/**
 * Reads a segment as far as it is valid. A bad record is torn only if it runs past the end or ends in zeros, as an
 * unfinished append leaves it; anything else may be an acknowledged edit gone bad, and is never cut off silently.
 */
export const readSegment = (bytes: Uint8Array, digest: Digest): SegmentContent => {
  const ranges: Range[] = []
  let validBytes = 0
  while (validBytes < bytes.length) {
    const record = readRecord(bytes, validBytes, digest)
    if (record.kind !== 'range') return { ranges, validBytes, end: record.kind }
    ranges.push(record.range)
    validBytes = record.endsAt
  }
  return { ranges, validBytes, end: 'clean' }
}

type RecordRead =
  | { readonly kind: 'range'; readonly range: Range; readonly endsAt: number }
  | { readonly kind: 'torn' }
  | { readonly kind: 'damaged' }

const readRecord = (bytes: Uint8Array, at: number, digest: Digest): RecordRead => {
  if (isZeroFrom(bytes, at)) return { kind: 'torn' }
  const reader = new ByteReader(bytes, at)
  const length = lengthOrNull(reader)
  if (length === null || reader.at + length > bytes.length) return { kind: 'torn' }
  try {
    return { kind: 'range', range: decodeRange(reader.raw(length), digest), endsAt: reader.at }
  } catch (trouble) {
    if (!(trouble instanceof CodecError)) throw trouble
    const isUnfinished = reader.at === bytes.length && isZeroFrom(bytes, bytes.length - 32)
    return { kind: isUnfinished ? 'torn' : 'damaged' }
  }
}

const lengthOrNull = (reader: ByteReader): number | null => {
  try {
    return reader.count()
  } catch (trouble) {
    if (trouble instanceof CodecError) return null
    throw trouble
  }
}

const isZeroFrom = (bytes: Uint8Array, at: number): boolean => {
  for (let index = at; index < bytes.length; index += 1) if (bytes[index] !== 0) return false
  return true
}
