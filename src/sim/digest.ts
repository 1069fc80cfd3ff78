import { hash } from 'node:crypto'

import type { Digest } from '../engine/index.ts'

/** From here on, comparing bytes with bytes hashed before is much quicker than hashing them. */
const comparedBytesMin = 2048
const rememberedBytesMax = 32 * 1024 * 1024

interface Hashed {
  readonly bytes: Uint8Array
  readonly hex: string
}

/**
 * SHA-256 is a function and nothing else, the same in both worlds. In this one the same document is hashed by every
 * copy that it reaches: bytes that are equal, compared in full, have the hash that was computed before.
 */
export class SimDigest implements Digest {
  readonly #byLength = new Map<number, Hashed[]>()
  /** The same, the one hashed first in front. */
  readonly #remembered = new Set<Hashed>()
  #rememberedBytes = 0

  sha256Hex(bytes: Uint8Array): string {
    if (bytes.length < comparedBytesMin) return hash('sha256', bytes, 'hex')
    for (const known of this.#byLength.get(bytes.length) ?? []) {
      if (Buffer.compare(known.bytes, bytes) === 0) return known.hex
    }
    const hex = hash('sha256', bytes, 'hex')
    this.#remember({ bytes: bytes.slice(), hex })
    return hex
  }

  #remember(hashed: Hashed): void {
    const { length } = hashed.bytes
    const others = this.#byLength.get(length)
    if (others) others.push(hashed)
    else this.#byLength.set(length, [hashed])
    this.#remembered.add(hashed)
    this.#rememberedBytes += length
    for (const oldest of this.#remembered) {
      if (this.#rememberedBytes <= rememberedBytesMax) return
      this.#forget(oldest)
    }
  }

  #forget(hashed: Hashed): void {
    const { length } = hashed.bytes
    this.#remembered.delete(hashed)
    this.#rememberedBytes -= length
    const others = this.#byLength.get(length)?.filter((other) => other !== hashed) ?? []
    if (others.length > 0) this.#byLength.set(length, others)
    else this.#byLength.delete(length)
  }
}
