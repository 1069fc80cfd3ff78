import { Volume } from 'memfs'

import type { Block, SharedBlocks } from './shared-blocks.ts'

export interface SimFile {
  sizeBytes: number
  block: Block | null
  /** Its own memfs file while it grows: the inode number and descriptor. */
  own: { readonly number: number; readonly descriptor: number } | null
  /** Bytes of the last read, as in a page cache. Immutable. */
  cached: Uint8Array | null
}

/** From this size on, a file written at once is deduplicated against finished ones. */
const blockBytesMin = 4096

/**
 * The bytes on a machine's disk. Growing files are in memfs, through its synchronous functions alone. Finished files
 * are shared blocks. Folders handle the names. Bytes returned by reads must not be modified.
 */
export class SimVolume {
  readonly #volume = new Volume()
  readonly #blocks: SharedBlocks
  #created = 0

  constructor(blocks: SharedBlocks) {
    this.#blocks = blocks
  }

  read(file: SimFile, from: number, to: number): Uint8Array {
    const end = Math.min(to, file.sizeBytes)
    if (end <= from) return new Uint8Array(0)
    const all = this.#wholeOf(file)
    if (!all) return this.#readOwn(file, from, end)
    return end - from === all.length ? all : all.subarray(from, end)
  }

  /** A small file that is rewritten will be rewritten often, so it stays a separate file. */
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

  /** Called when the file is not expected to grow any more. */
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

  /** Returns null if only a part should be read. */
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
