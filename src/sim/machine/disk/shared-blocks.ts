import { sampledKey } from './sampled-key.ts'

/** The bytes of finished files that are alike, kept once. Nobody may change them. */
export interface Block {
  readonly bytes: Uint8Array
  readonly key: number
  uses: number
}

/**
 * What the disks of a world have in common: a day's documents lie on every machine, and disks that kept each of them
 * apart would fill the memory. As under a deduplicating file server, finished files that are alike share a block until
 * one of them is changed; they are found by comparing all of it. Each block has a buffer of its own, because blocks
 * that share one would keep it in memory until the last of them is freed.
 */
export class SharedBlocks {
  readonly #byKey = new Map<number, Block[]>()

  /** The block that holds these bytes; to be given back with {@link free}. */
  use(bytes: Uint8Array): Block {
    const key = sampledKey(bytes)
    const alike = this.#byKey.get(key)
    const found = alike?.find((block) => isSame(block.bytes, bytes))
    if (found) {
      found.uses += 1
      return found
    }
    const block: Block = { bytes: new Uint8Array(bytes), key, uses: 1 }
    if (alike) alike.push(block)
    else this.#byKey.set(key, [block])
    return block
  }

  free(block: Block): void {
    block.uses -= 1
    if (block.uses > 0) return
    const others = (this.#byKey.get(block.key) ?? []).filter((other) => other !== block)
    if (others.length > 0) this.#byKey.set(block.key, others)
    else this.#byKey.delete(block.key)
  }
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean => a === b || Buffer.compare(a, b) === 0
