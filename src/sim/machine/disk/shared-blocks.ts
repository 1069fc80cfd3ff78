import { Packs, type Place } from './packs.ts'
import { sampledKey } from './sampled-key.ts'

/** The bytes of finished files that are alike, kept once. */
export interface Block {
  readonly place: Place
  readonly key: number
  readonly sizeBytes: number
  uses: number
  /** As a machine keeps in memory what was read lately. Nobody may change it. */
  cached: Uint8Array | null
}

const cachedBytesMax = 64 * 1024 * 1024

/**
 * What the disks of a world have in common: a day's documents lie on every machine, and disks that kept each of them
 * apart would fill the memory. As under a deduplicating file server, finished files that are alike share a block until
 * one of them is changed; they are found by comparing all of it. memfs keeps the block.
 */
export class SharedBlocks {
  readonly #packs = new Packs()
  readonly #byKey = new Map<number, Block[]>()
  /** Those in memory, the one that came first in front. */
  readonly #cached = new Set<Block>()
  #cachedBytes = 0

  /** The block that holds these bytes; to be given back with {@link free}. */
  use(bytes: Uint8Array): Block {
    const key = sampledKey(bytes)
    const alike = this.#byKey.get(key)
    for (const block of alike ?? []) {
      if (block.sizeBytes !== bytes.length || !isSame(this.bytesOf(block), bytes)) continue
      block.uses += 1
      return block
    }
    const place = this.#packs.put(bytes)
    const block: Block = { place, key, sizeBytes: bytes.length, uses: 1, cached: null }
    if (alike) alike.push(block)
    else this.#byKey.set(key, [block])
    return block
  }

  bytesOf(block: Block): Uint8Array {
    if (block.cached) return block.cached
    const bytes = this.#packs.read(block.place)
    this.#cache(block, bytes)
    return bytes
  }

  free(block: Block): void {
    block.uses -= 1
    if (block.uses > 0) return
    this.#packs.drop(block.place)
    this.#uncache(block)
    const others = (this.#byKey.get(block.key) ?? []).filter((other) => other !== block)
    if (others.length > 0) this.#byKey.set(block.key, others)
    else this.#byKey.delete(block.key)
  }

  #cache(block: Block, bytes: Uint8Array): void {
    block.cached = bytes
    this.#cached.add(block)
    this.#cachedBytes += block.sizeBytes
    for (const first of this.#cached) {
      if (this.#cachedBytes <= cachedBytesMax) return
      this.#uncache(first)
    }
  }

  #uncache(block: Block): void {
    if (!this.#cached.delete(block)) return
    block.cached = null
    this.#cachedBytes -= block.sizeBytes
  }
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean => a === b || Buffer.compare(a, b) === 0
