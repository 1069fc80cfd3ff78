import { Volume } from 'memfs'

import type { Block, SharedBlocks } from './shared-blocks.ts'

/** A file on a simulated disk, as an inode. */
export interface SimFile {
  sizeBytes: number
  /** All of its bytes, when it is finished. */
  block: Block | null
  /** A file of its own in memfs while it grows: its number there, and its descriptor. */
  own: { readonly number: number; readonly descriptor: number } | null
  /** As a machine keeps in memory what was read lately. Nobody may change it. */
  cached: Uint8Array | null
}

/** From here on, a file that is written in one go is looked for among the finished ones. */
const blockBytesMin = 4096

/**
 * The bytes on a machine's disk. memfs keeps files that grow, reached through its synchronous functions alone.
 * Finished files are shared blocks. Names are the folders' matter, as on any disk. Nobody may write into bytes that were read.
 */
export class SimVolume {
  readonly #volume = new Volume()
  readonly #blocks: SharedBlocks
  #created = 0

  constructor(blocks: SharedBlocks) {
    this.#blocks = blocks
  }

  /** What lies between two places, as far as the file goes. */
  read(file: SimFile, from: number, to: number): Uint8Array {
    const end = Math.min(to, file.sizeBytes)
    if (end <= from) return new Uint8Array(0)
    const all = this.#wholeOf(file)
    if (!all) return this.#readOwn(file, from, end)
    return end - from === all.length ? all : all.subarray(from, end)
  }

  /** A small file that is written once more will be written often: it stays a file of its own. */
  writeWhole(file: SimFile, bytes: Uint8Array): void {
    const isRewritten = file.sizeBytes > 0 && bytes.length < blockBytesMin
    if (isRewritten) this.truncate(file, 0)
    else this.empty(file)
    if (bytes.length === 0) return
    if (isRewritten) {
      this.#write(file, bytes)
      return
    }
    file.block = this.#blocks.use(bytes)
    file.sizeBytes = bytes.length
  }

  append(file: SimFile, bytes: Uint8Array): void {
    if (bytes.length === 0) return
    if (file.sizeBytes === 0 && bytes.length >= blockBytesMin) {
      this.writeWhole(file, bytes)
      return
    }
    this.#write(file, bytes)
  }

  truncate(file: SimFile, sizeBytes: number): void {
    if (sizeBytes === file.sizeBytes) return
    this.#volume.ftruncateSync(this.#ownOf(file), sizeBytes)
    file.sizeBytes = sizeBytes
    file.cached = null
  }

  /** The file does not grow any more, as far as can be known. */
  finish(file: SimFile): void {
    if (file.own && file.sizeBytes >= blockBytesMin) this.writeWhole(file, this.read(file, 0, file.sizeBytes))
  }

  empty(file: SimFile): void {
    if (file.block) this.#blocks.free(file.block)
    if (file.own) {
      this.#volume.closeSync(file.own.descriptor)
      this.#volume.unlinkSync(`/${file.own.number}`)
    }
    file.block = null
    file.own = null
    file.cached = null
    file.sizeBytes = 0
  }

  /** Null where only a part of it should be read. */
  #wholeOf(file: SimFile): Uint8Array | null {
    if (file.block) return file.block.bytes
    if (file.sizeBytes < blockBytesMin) file.cached ??= this.#readOwn(file, 0, file.sizeBytes)
    return file.cached
  }

  #readOwn(file: SimFile, from: number, end: number): Uint8Array {
    const bytes = new Uint8Array(end - from)
    this.#volume.readSync(this.#ownOf(file), bytes, 0, bytes.length, from)
    return bytes
  }

  #write(file: SimFile, bytes: Uint8Array): void {
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    this.#volume.writeSync(this.#ownOf(file), view, 0, bytes.length, file.sizeBytes)
    file.sizeBytes += bytes.length
    file.cached = null
  }

  #ownOf(file: SimFile): number {
    if (file.own) return file.own.descriptor
    this.#created += 1
    const number = this.#created
    const descriptor = this.#volume.openSync(`/${number}`, 'w+')
    if (file.block) {
      this.#volume.writeSync(descriptor, file.block.bytes, 0, file.sizeBytes, 0)
      this.#blocks.free(file.block)
    }
    file.block = null
    file.own = { number, descriptor }
    return descriptor
  }
}
