import type { Range } from '../codec/index.ts'
import { type HashChain, EventBytes, isSameBytes } from '../event/index.ts'
import type { LogId } from '../identifier/index.ts'
import { invariant, InvariantError, must } from '../invariant.ts'
import { type Block, blockEventsMax } from './block.ts'
import { LogBase, type ReadBlock } from './log-base.ts'
import { type VersionEntry, namedBlocks } from './version-vector.ts'

export type AppendOutcome =
  | { readonly kind: 'appended'; readonly fromSeq: number; readonly log: EventLog }
  | { readonly kind: 'nothing-new' }
  | { readonly kind: 'gap'; readonly needsFrom: number }
  /** The range does not continue this log: damage, or a fork. */
  | { readonly kind: 'mismatch'; readonly atSeq: number }
  /** The range does not end in its stated last hash. */
  | { readonly kind: 'damaged' }

type HashOf = (previousHash: string, eventBytes: Uint8Array) => string

/** The events of one log, without gaps from the first. Those of its base stay in files, and are read on demand. */
export class EventLog {
  readonly id: LogId
  readonly #chain: HashChain
  #events = new EventBytes()
  #base: LogBase | null
  /** How many events lie below those in memory. */
  #from: number
  /** Starts with the hash of the event at `#from`. */
  #hashes: string[]
  readonly #hashOf: HashOf = (previousHash, eventBytes) => this.#chain.next(previousHash, eventBytes)
  #versionEntry: VersionEntry | null = null

  /** The log continues its base, from the end or an earlier position. */
  constructor(logId: LogId, chain: HashChain, base: LogBase | null = null, from = base?.seq ?? 0) {
    this.id = logId
    this.#chain = chain
    this.#base = base
    this.#from = from
    this.#hashes = [base ? base.hashAt(from) : chain.start(logId)]
  }

  get seq(): number {
    return this.#from + this.#events.count
  }

  get hash(): string {
    return this.hashAt(this.seq)
  }

  /** The hash of the event at `seq`; 0 gives the start of the chain. */
  hashAt(seq: number): string {
    const hash = this.#hashes[seq - this.#from] ?? this.#hashBelow(seq)
    // Not `must`, which would build its message at each of very many calls.
    if (hash === undefined)
      throw new InvariantError(`log ${this.id} has no event ${seq}, it ends at ${this.seq}`)
    return hash
  }

  eventAt(seq: number): Uint8Array {
    if (this.#base && seq <= this.#from) return this.#base.eventAt(seq)
    return this.#events.at(seq - 1 - this.#from)
  }

  /** Throws DiskTrouble. */
  readAll(): void {
    this.#base?.readTo(this.#from)
  }

  /** Releases the events of full blocks, which are in files by now. */
  unload(read: ReadBlock): void {
    const seq = this.seq - (this.seq % blockEventsMax)
    if (seq <= this.#from) return
    const ends = Array.from({ length: seq / blockEventsMax }, (_, index) =>
      this.hashAt((index + 1) * blockEventsMax),
    )
    const fullEnd = (index: number): string => must(ends[index], 'no block lies beyond the end of the base')
    const blockEnds = namedBlocks(seq).map(({ last }) => this.hashAt(last).slice(0, 16))
    const base = new LogBase(this.id, { seq, hash: this.hashAt(seq), fullEnd, blockEnds }, this.#chain, read)
    const above = this.#events.slice(seq - this.#from, this.#events.count)
    this.#hashes = this.#hashes.slice(seq - this.#from)
    this.#events = new EventBytes()
    for (const event of above) this.#events.push(event)
    this.#base = base
    this.#from = seq
  }

  append(eventBytes: Uint8Array): void {
    const hash = this.#chain.next(this.hash, eventBytes)
    this.#events.push(eventBytes)
    this.#hashes.push(hash)
  }

  /** The overlap must be equal. If `hashOf` throws, nothing is appended. */
  offer(range: Range, hashOf = this.#hashOf): AppendOutcome {
    invariant(range.log === this.id, 'a range is offered to its own log')
    if (range.first > this.seq + 1) return { kind: 'gap', needsFrom: this.seq + 1 }
    if (this.hashAt(range.first - 1) !== range.previousHash)
      return { kind: 'mismatch', atSeq: range.first - 1 }
    const known = this.seq - range.first + 1
    if (known > 0 && !this.#agrees(range, Math.min(known, range.events.length))) {
      return { kind: 'mismatch', atSeq: range.first }
    }
    if (known >= range.events.length) return { kind: 'nothing-new' }
    const fromSeq = this.seq + 1
    const events = known > 0 ? range.events.slice(known) : range.events
    let previousHash = this.hash
    const hashes = events.map((event) => (previousHash = hashOf(previousHash, event)))
    if (range.lastHash !== undefined && range.lastHash !== previousHash) return { kind: 'damaged' }
    for (const event of events) this.#events.push(event)
    for (const hash of hashes) this.#hashes.push(hash)
    return { kind: 'appended', fromSeq, log: this }
  }

  newOf(range: Range, fromSeq: number): Range {
    const skip = fromSeq - range.first
    if (skip === 0) return range
    return {
      ...range,
      first: fromSeq,
      previousHash: this.hashAt(fromSeq - 1),
      events: range.events.slice(skip),
    }
  }

  /** How far a range agrees with this log, even past its end. Returns null if the two do not meet. */
  agreedSeq({ first, previousHash, events }: Range): number | null {
    if (first > this.seq + 1 || this.hashAt(first - 1) !== previousHash) return null
    const isOther = (bytes: Uint8Array, index: number): boolean =>
      first + index > this.seq || !isSameBytes(this.eventAt(first + index), bytes)
    const differing = events.findIndex(isOther)
    return first - 1 + (differing === -1 ? events.length : differing)
  }

  /** The last position at which two histories agree. A hash covers all before it, so bisection finds it. */
  sharedSeq(other: EventLog): number {
    let low = 0
    let high = Math.min(this.seq, other.seq)
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (this.hashAt(middle) === other.hashAt(middle)) low = middle
      else high = middle - 1
    }
    return low
  }

  upTo(seq: number): EventLog {
    const from = Math.min(seq, this.#from)
    const log = new EventLog(this.id, this.#chain, this.#base, from)
    for (const event of this.#events.slice(0, seq - this.#from)) log.#events.push(event)
    for (const hash of this.#hashes.slice(1, seq - from + 1)) log.#hashes.push(hash)
    return log
  }

  rangeOf(block: Block): Range {
    return {
      log: this.id,
      first: block.first,
      previousHash: this.hashAt(block.first - 1),
      events: this.#eventsIn(block),
    }
  }

  versionEntry(): VersionEntry {
    if (this.#versionEntry?.seq === this.seq) return this.#versionEntry
    this.#versionEntry = {
      log: this.id,
      seq: this.seq,
      hash: this.hash,
      blockEnds: this.#blockEnds(),
      signed: null,
    }
    return this.#versionEntry
  }

  #hashBelow(seq: number): string | undefined {
    return this.#base && seq < this.#from && seq >= 0 ? this.#base.hashAt(seq) : undefined
  }

  #eventsIn({ first, last }: Block): readonly Uint8Array[] {
    const below: Uint8Array[] = []
    for (let seq = first; seq <= Math.min(last, this.#from); seq += 1) below.push(this.eventAt(seq))
    const above = this.#events.slice(Math.max(0, first - 1 - this.#from), last - this.#from)
    return below.length === 0 ? above : [...below, ...above]
  }

  // The base knows its ends, which avoids reading files.
  #blockEnds(): readonly string[] {
    const named = namedBlocks(this.seq)
    if (!this.#base) return named.map(({ last }) => this.hashAt(last).slice(0, 16))
    const { blockEnds, seq } = this.#base
    const known = new Map(namedBlocks(seq).map(({ last }, index) => [last, blockEnds[index]]))
    const startAt = (last: number): string | undefined => (last <= this.#from ? known.get(last) : undefined)
    return named.map(({ last }) => startAt(last) ?? this.hashAt(last).slice(0, 16))
  }

  // Compares bytes: as strong as comparing hashes, at a fraction of the cost.
  #agrees(range: Range, overlap: number): boolean {
    for (let index = 0; index < overlap; index += 1) {
      const theirs = range.events[index]
      if (!theirs || !isSameBytes(this.eventAt(range.first + index), theirs)) return false
    }
    return true
  }
}
