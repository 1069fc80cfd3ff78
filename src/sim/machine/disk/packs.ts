import { Volume } from 'memfs'

/** Where some bytes lie. */
export interface Place {
  readonly pack: Pack
  readonly from: number
  readonly sizeBytes: number
}

interface Pack {
  readonly path: string
  readonly descriptor: number
  usedBytes: number
  /** How much of it somebody needs still. */
  liveBytes: number
}

const packBytes = 1024 * 1024

/**
 * Finished files in memfs, many of them in one file, as an archive has them: to make a file costs memfs more than to
 * keep what most of these hold.
 */
export class Packs {
  readonly #volume = new Volume()
  #current: Pack | null = null
  #made = 0

  put(bytes: Uint8Array): Place {
    const pack = this.#packFor(bytes.length)
    const from = pack.usedBytes
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    this.#volume.writeSync(pack.descriptor, view, 0, bytes.length, from)
    pack.usedBytes += bytes.length
    pack.liveBytes += bytes.length
    return { pack, from, sizeBytes: bytes.length }
  }

  read({ pack, from, sizeBytes }: Place): Uint8Array {
    const bytes = new Uint8Array(sizeBytes)
    this.#volume.readSync(pack.descriptor, bytes, 0, sizeBytes, from)
    return bytes
  }

  drop({ pack, sizeBytes }: Place): void {
    pack.liveBytes -= sizeBytes
    if (pack !== this.#current) this.#removeIfDead(pack)
  }

  #removeIfDead({ path, descriptor, liveBytes }: Pack): void {
    if (liveBytes > 0) return
    this.#volume.closeSync(descriptor)
    this.#volume.unlinkSync(path)
  }

  #packFor(sizeBytes: number): Pack {
    const full = this.#current
    if (full && full.usedBytes + sizeBytes <= packBytes) return full
    if (full) this.#removeIfDead(full)
    this.#made += 1
    const path = `/${this.#made}`
    const descriptor = this.#volume.openSync(path, 'w+')
    // All of its room at once: memfs would copy it each time it doubles.
    this.#volume.ftruncateSync(descriptor, Math.max(packBytes, sizeBytes))
    this.#current = { path, descriptor, usedBytes: 0, liveBytes: 0 }
    return this.#current
  }
}
