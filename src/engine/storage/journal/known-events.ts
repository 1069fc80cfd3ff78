import type { Range } from '../../codec/index.ts'
import { HashChain } from '../../event/index.ts'
import { type Block, blockEventsMax } from '../../log/index.ts'
import type { Digest } from '../../ports/index.ts'

/** A file of a line's folder, with the start of its last event's hash. */
export interface NamedBlock extends Block {
  readonly name: string
  readonly hashStart: string
}

/**
 * The ranges of one line that were read. A block that lies within one of them is usually an earlier cut of the same events,
 * and need not be read; of a line with two histories it may be of the other one, which its hash tells.
 */
export class KnownEvents {
  readonly #chain: HashChain
  readonly #ranges: Range[] = []
  /** By the aligned block that they lie in, since no block reaches beyond one. */
  readonly #near = new Map<number, Range[]>()
  /** Hashes are computed for ranges that hide another file, once. */
  readonly #hashes = new Map<Range, readonly string[]>()

  constructor(digest: Digest) {
    this.#chain = new HashChain(digest)
  }

  get ranges(): readonly Range[] {
    return this.#ranges
  }

  holds({ first, last, hashStart }: NamedBlock): boolean {
    const near = this.#near.get(alignedIndex(last)) ?? []
    return near.some(
      (range) =>
        range.first <= first &&
        last < range.first + range.events.length &&
        this.#hashesOf(range)[last - range.first]?.startsWith(hashStart),
    )
  }

  add(range: Range): void {
    this.#ranges.push(range)
    const index = alignedIndex(range.first)
    const near = this.#near.get(index)
    if (near) near.push(range)
    else this.#near.set(index, [range])
  }

  #hashesOf(range: Range): readonly string[] {
    const known = this.#hashes.get(range)
    if (known) return known
    let hash = range.previousHash
    const hashes = range.events.map((event) => (hash = this.#chain.next(hash, event)))
    this.#hashes.set(range, hashes)
    return hashes
  }
}

const alignedIndex = (seq: number): number => Math.floor((seq - 1) / blockEventsMax)
