import { ByteWriter } from '../../binary/index.ts'
import type { Range } from '../../codec/index.ts'
import type { AppendFile, Digest, Disk } from '../../ports/index.ts'
import { walSegmentPath, paths } from '../folder/index.ts'
import { writeRecord } from './wal-record.ts'

/** When a segment has grown to this, what it holds is sealed into ranges and a new one begins. */
export const walSegmentBytesMax = 256 * 1024

/**
 * Where work is put before it is acknowledged. Writers of one moment share one flush: the first of them asks for it,
 * and whoever comes before it runs rides along.
 */
export class WriteAheadLog {
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

  /** Whether something is not durable yet. */
  get isWaiting(): boolean {
    return this.#waiting.length > 0
  }

  /** Resolves when what was waiting is durable; rejects with DiskTrouble while the disk does not allow it. */
  async flush(): Promise<void> {
    if (this.isWaiting) await this.#flushSoon()
  }

  /**
   * Begins a new segment and drops the old ones: to be called when all they hold lies in ranges. Throws DiskTrouble, and
   * then goes on with the old one, or with the new one and the old ones still there.
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
    const path = walSegmentPath(this.#segment)
    if ((this.#disk.sizeBytes(path) ?? 0) > this.#durableBytes) this.#disk.truncate(path, this.#durableBytes)
    const fresh = this.#disk.openAppend(path)
    this.#file.close()
    this.#file = fresh
  }
}

/** The numbers of the segments that lie on the disk, in order. */
export const segmentIndexes = (disk: Disk): readonly number[] =>
  disk
    .list(paths.walFolder)
    .filter((name) => /^\d{8}$/.test(name))
    .map(Number)
