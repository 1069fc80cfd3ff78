import type { Range } from '../../codec/index.ts'
import { HashChain } from '../../event/index.ts'
import { type Block, blockEventsMax } from '../../log/index.ts'
import type { Digest } from '../../ports/index.ts'

export interface NamedBlock extends Block {
  readonly name: string
  readonly hashStart: string
}

/**
 * The ranges read of one log. A block inside one of them is usually an earlier cut of the same events, and is
 * skipped. In a forked log, its hash tells whether it belongs to another history.
 */
export class KnownEvents {
  readonly #chain: HashChain
  readonly #ranges: Range[] = []
  /** By aligned block, since no block crosses its bounds. */
  readonly #near = new Map<number, Range[]>()
  /** Hashes of ranges that hide another file, computed once. */
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
