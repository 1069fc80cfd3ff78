import { ByteWriter } from '../../binary/index.ts'
import type { Range } from '../../codec/index.ts'
import type { AppendFile, Digest, Disk } from '../../ports/index.ts'
import { walSegmentPath, paths } from '../folder/index.ts'
import { writeRecord } from './wal-record.ts'

/** Segment size at which its events are sealed into ranges, and a new segment begins. */
export const walSegmentBytesMax = 256 * 1024

/**
 * Makes work durable before it is acknowledged. Concurrent writers share one flush: the first requests it, and later
 * ones join until it runs.
 */
export class WriteAheadLog {
  readonly #disk: Disk
  readonly #digest: Digest
  #segment: number
  #file: AppendFile
  readonly #waiting = new ByteWriter()
  #flush: Promise<void> | null = null
  #durableBytes: number
  #isTailUnsure = false

  constructor(disk: Disk, digest: Digest, segment: number) {
    this.#disk = disk
    this.#digest = digest
    this.#segment = segment
    this.#file = disk.openAppend(walSegmentPath(segment))
    this.#durableBytes = this.#file.sizeBytes
  }

  get isFull(): boolean {
    return this.#file.sizeBytes >= walSegmentBytesMax
  }

  /** Resolves when the range is durable; rejects with DiskTrouble. */
  append(range: Range): Promise<void> {
    writeRecord(this.#waiting, range, this.#digest)
    return this.#flushSoon()
  }

  get isWaiting(): boolean {
    return this.#waiting.length > 0
  }

  /** Resolves when all waiting records are durable; rejects with DiskTrouble if the disk refuses. */
  async flush(): Promise<void> {
    if (this.isWaiting) await this.#flushSoon()
  }

  /**
   * Begins a new segment and drops the old ones. Call when `ranges` holds all their events. If it throws DiskTrouble,
   * old segments may remain, and either the old or the new one continues.
   */
  rotate(): void {
    const fresh = this.#disk.openAppend(walSegmentPath(this.#segment + 1))
    this.#file.close()
    this.#segment += 1
    this.#file = fresh
    this.#durableBytes = fresh.sizeBytes
    for (const index of segmentIndexes(this.#disk)) {
      if (index < this.#segment) this.#disk.remove(walSegmentPath(index))
    }
  }

  close(): void {
    this.#file.close()
  }

  #flushSoon(): Promise<void> {
    this.#flush ??= Promise.resolve().then(() => this.#flushNow())
    return this.#flush
  }

  // Records of a refused flush stay first. A log has no gaps, so no later record may be durable without them.
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

  // A refused flush may have left half a record, or bytes that the system dropped. Writes them again.
  #cutUnsureTail(): void {
    if (!this.#isTailUnsure) return
    const path = walSegmentPath(this.#segment)
    if ((this.#disk.sizeBytes(path) ?? 0) > this.#durableBytes) this.#disk.truncate(path, this.#durableBytes)
    const fresh = this.#disk.openAppend(path)
    this.#file.close()
    this.#file = fresh
  }
}

/** In order. */
export const segmentIndexes = (disk: Disk): readonly number[] =>
  disk
    .list(paths.walFolder)
    .filter((name) => /^\d{8}$/.test(name))
    .map(Number)
