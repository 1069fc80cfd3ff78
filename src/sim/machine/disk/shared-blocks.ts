import { sampledKey } from './sampled-key.ts'

export interface Block {
  readonly bytes: Uint8Array
  readonly key: number
  uses: number
}

/**
 * Shared by all disks of a world, since separate copies of a day's documents would fill the memory. Equal
 * finished files share a block until one is changed. Equality is tested on all bytes. Each block has its
 * own buffer: in a common one it would stay in memory until the last is freed.
 */
export class SharedBlocks {
  readonly #byKey = new Map<number, Block[]>()

  /** Returns the block with these bytes. Release it with {@link free}. */
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
