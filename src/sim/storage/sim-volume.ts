import { Volume } from 'memfs'

/** A file on a simulated disk, as an inode: the number under which memfs keeps its bytes. */
export interface SimFile {
  readonly number: number
  sizeBytes: number
  /** memfs's descriptor, kept: to look a path up costs more than what is then read. */
  descriptor: number | null
}

/** memfs allows 10,000 a volume. */
const openFilesMax = 4096

/**
 * The bytes on a machine's disk. memfs keeps them, each file under its number, and is reached through its synchronous
 * functions alone; names are the folders' matter, as on any disk.
 */
export class SimVolume {
  readonly #volume = new Volume()
  /** Files with a descriptor, the one opened first in front. */
  readonly #open = new Set<SimFile>()
  #created = 0

  create(): SimFile {
    this.#created += 1
    const file: SimFile = { number: this.#created, sizeBytes: 0, descriptor: null }
    this.#opened(file, 'w+')
    return file
  }

  /** What lies between two places, as far as the file goes. */
  read(file: SimFile, from: number, to: number): Uint8Array {
    const length = Math.max(0, Math.min(to, file.sizeBytes) - from)
    // Memory that was not cleared: memfs fills all of it, and documents are large.
    const room =
      length < clearedBytesMax ? Buffer.from(new ArrayBuffer(length)) : Buffer.allocUnsafeSlow(length)
    if (length > 0) this.#volume.readSync(this.#descriptorOf(file), room, 0, length, from)
    // Not the Buffer itself: what a Buffer cuts off shares its memory, which no reader of bytes expects.
    return new Uint8Array(room.buffer, room.byteOffset, length)
  }

  append(file: SimFile, bytes: Uint8Array): void {
    if (bytes.length === 0) return
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    this.#volume.writeSync(this.#descriptorOf(file), view, 0, bytes.length, file.sizeBytes)
    file.sizeBytes += bytes.length
  }

  truncate(file: SimFile, sizeBytes: number): void {
    if (file.sizeBytes === sizeBytes) return
    this.#volume.ftruncateSync(this.#descriptorOf(file), sizeBytes)
    file.sizeBytes = sizeBytes
  }

  remove(file: SimFile): void {
    this.#shut(file)
    this.#volume.unlinkSync(`/${file.number}`)
  }

  #descriptorOf(file: SimFile): number {
    return file.descriptor ?? this.#opened(file, 'r+')
  }

  #opened(file: SimFile, flags: 'w+' | 'r+'): number {
    const descriptor = this.#volume.openSync(`/${file.number}`, flags)
    file.descriptor = descriptor
    this.#open.add(file)
    const [oldest] = this.#open
    if (oldest && this.#open.size > openFilesMax) this.#shut(oldest)
    return descriptor
  }

  #shut(file: SimFile): void {
    if (file.descriptor === null) return
    this.#volume.closeSync(file.descriptor)
    file.descriptor = null
    this.#open.delete(file)
  }
}

const clearedBytesMax = 1024
