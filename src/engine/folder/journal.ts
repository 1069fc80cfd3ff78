import { CodecError } from '../event/byte-reader.ts'
import { ByteWriter } from '../event/byte-writer.ts'
import { decodeRange, type Range, writeRange } from '../event/range-codec.ts'
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
  /** Records that are not durable yet, end to end. */
  readonly #waiting = new ByteWriter()
  #flush: Promise<void> | null = null
  #durableBytes: number
  #isTailUnsure = false

  /** Goes on with a segment, or begins it. */
  constructor(disk: Disk, digest: Digest, segment: number) {
    this.#disk = disk
    this.#digest = digest
    this.#segment = segment
    this.#file = disk.openAppend(journalSegmentPath(segment))
    this.#durableBytes = this.#file.sizeBytes
  }

  get isFull(): boolean {
    return this.#file.sizeBytes >= journalSegmentBytesMax
  }

  /** Resolves when the range is durable; rejects with DiskTrouble. */
  append(range: Range): Promise<void> {
    writeRecord(this.#waiting, range, this.#digest)
    return this.#flushSoon()
  }

  /** Whether something is not durable yet. */
  get isWaiting(): boolean {
    return this.#waiting.length > 0
  }

  /** Resolves when what was waiting is durable; rejects with DiskTrouble while the disk does not allow it. */
  async settled(): Promise<void> {
    if (this.isWaiting) await this.#flushSoon()
  }

  /** Begins a new segment and drops the old ones: to be called when all they hold lies in ranges. */
  rotate(): void {
    this.#file.close()
    this.#segment += 1
    this.#file = this.#disk.openAppend(journalSegmentPath(this.#segment))
    this.#durableBytes = this.#file.sizeBytes
    for (const index of segmentIndexes(this.#disk)) {
      if (index < this.#segment) this.#disk.remove(journalSegmentPath(index))
    }
  }

  close(): void {
    this.#file.close()
  }

  #flushSoon(): Promise<void> {
    this.#flush ??= Promise.resolve().then(() => this.#flushNow())
    return this.#flush
  }

  // What a refused flush held stays in front: a line has no gaps, so nothing later may be durable without it.
  #flushNow(): void {
    this.#flush = null
    this.#cutUnsureTail()
    this.#isTailUnsure = true
    this.#file.append(this.#waiting.view())
    this.#file.sync()
    this.#isTailUnsure = false
    this.#waiting.clear()
    this.#durableBytes = this.#file.sizeBytes
  }

  // A refused flush may have left half a record, or bytes that the system then forgot: they are written anew.
  #cutUnsureTail(): void {
    if (!this.#isTailUnsure) return
    const path = journalSegmentPath(this.#segment)
    if ((this.#disk.sizeBytes(path) ?? 0) > this.#durableBytes) this.#disk.truncate(path, this.#durableBytes)
    const fresh = this.#disk.openAppend(path)
    this.#file.close()
    this.#file = fresh
  }
}

const headerBytes = 8

// The length twice, the second time with every bit turned over: a length gone bad must not look like a cut-off record,
// or everything after it would be thrown away as never acknowledged.
const writeRecord = (writer: ByteWriter, range: Range, digest: Digest): void => {
  const start = writer.length
  writer.raw(new Uint8Array(headerBytes))
  writeRange(writer, range, digest)
  const length = writer.length - start - headerBytes
  const header = writer.view(start)
  for (let at = 0; at < 4; at += 1) {
    const byte = (length >>> (24 - 8 * at)) & 0xff
    header[at] = byte
    header[at + 4] = ~byte
  }
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
  const start = at + headerBytes
  if (isZeroFrom(bytes, at) || start > bytes.length) return { kind: 'torn' }
  const header = new DataView(bytes.buffer, bytes.byteOffset + at, headerBytes)
  const length = header.getUint32(0)
  if (header.getUint32(4) !== ~length >>> 0) return { kind: 'damaged' }
  const endsAt = start + length
  if (endsAt > bytes.length) return { kind: 'torn' }
  try {
    return { kind: 'range', range: decodeRange(bytes.subarray(start, endsAt), digest), endsAt }
  } catch (trouble) {
    if (!(trouble instanceof CodecError)) throw trouble
    const isUnfinished = endsAt === bytes.length && isZeroFrom(bytes, bytes.length - 32)
    return { kind: isUnfinished ? 'torn' : 'damaged' }
  }
}

const isZeroFrom = (bytes: Uint8Array, at: number): boolean => {
  for (let index = at; index < bytes.length; index += 1) if (bytes[index] !== 0) return false
  return true
}
