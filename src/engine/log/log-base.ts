import type { HashChain } from '../event/index.ts'
import type { LogId } from '../identifier/index.ts'
import { InvariantError, must } from '../invariant.ts'
import { type Block, blockEventsMax } from './block.ts'

/** A log known by hashes alone, up to some position. */
export interface BaseParts {
  readonly seq: number
  readonly hash: string
  /** Indexed from 0. Never called beyond `seq`. */
  readonly fullEnd: (index: number) => string
  /** The hash starts that a version entry at `seq` lists, 16 digits each. */
  readonly blockEnds: readonly string[]
}

/** Throws DiskTrouble if the files do not match the hashes. */
export type ReadBlock = (wanted: WantedBlock) => readonly Uint8Array[]

export interface WantedBlock extends Block {
  readonly log: LogId
  readonly previousHash: string
  readonly lastHash: string
}

interface LoadedBlock {
  readonly events: readonly Uint8Array[]
  readonly hashes: readonly string[]
}

/** Reading a history from its beginning asks for each block many times, and for no other. */
const recentBlocksMax = 8

const firstOf = (blocks: ReadonlyMap<number, unknown>): number | undefined => blocks.keys().next().value

/** Reads events by block on demand. Most are never read. */
export class LogBase {
  readonly log: LogId
  readonly seq: number
  readonly hash: string
  readonly blockEnds: readonly string[]
  readonly #chain: HashChain
  readonly #fullEnd: BaseParts['fullEnd']
  readonly #read: ReadBlock
  readonly #loaded = new Map<number, LoadedBlock>()
  readonly #recent = new Map<number, LoadedBlock>()

  constructor(log: LogId, parts: BaseParts, chain: HashChain, read: ReadBlock) {
    this.log = log
    this.seq = parts.seq
    this.hash = parts.hash
    this.blockEnds = parts.blockEnds
    this.#fullEnd = parts.fullEnd
    this.#chain = chain
    this.#read = read
  }

  eventAt(seq: number): Uint8Array {
    const event = this.#block(seq).events[(seq - 1) % blockEventsMax]
    if (!event) throw new InvariantError(`log ${this.log} was saved at ${this.seq}, before event ${seq}`)
    return event
  }

  /** Mostly needs no read: at the end, and at the end of each full block. */
  hashAt(seq: number): string {
    if (seq === this.seq) return this.hash
    if (seq === 0) return this.#chain.start(this.log)
    if (seq % blockEventsMax === 0) return this.#fullEnd(seq / blockEventsMax - 1)
    const hash = this.#block(seq).hashes[(seq - 1) % blockEventsMax]
    if (hash === undefined)
      throw new InvariantError(`log ${this.log} was saved at ${this.seq}, before event ${seq}`)
    return hash
  }

  /** Keeps the events up to `seq` in memory. */
  readTo(seq: number): void {
    for (let first = 1; first <= seq; first += blockEventsMax) {
      this.#loaded.set(Math.floor(first / blockEventsMax), this.#block(first))
    }
  }

  #block(seq: number): LoadedBlock {
    const index = Math.floor((seq - 1) / blockEventsMax)
    const known = this.#loaded.get(index) ?? this.#recent.get(index)
    if (known) return known
    const block = this.#readBlock(index)
    this.#recent.set(index, block)
    if (this.#recent.size > recentBlocksMax)
      this.#recent.delete(must(firstOf(this.#recent), 'the cache holds a block'))
    return block
  }

  #readBlock(index: number): LoadedBlock {
    const first = index * blockEventsMax + 1
    const last = Math.min(first + blockEventsMax - 1, this.seq)
    const previousHash = this.hashAt(first - 1)
    const events = this.#read({ log: this.log, first, last, previousHash, lastHash: this.hashAt(last) })
    let hash = previousHash
    const hashes = events.map((event) => (hash = this.#chain.next(hash, event)))
    return { events, hashes }
  }
}
