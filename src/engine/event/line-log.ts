import { invariant, must } from '../invariant.ts'
import type { Block } from './block.ts'
import type { Chain } from './chain.ts'
import { type HeadsEntry, openBlocks } from './heads.ts'
import type { LineId } from './line.ts'
import type { Range } from './range-codec.ts'

/** What came of offering a range to a log. */
export type AppendOutcome =
  | { readonly kind: 'appended'; readonly fromSeq: number }
  | { readonly kind: 'nothing-new' }
  /** The range begins later than the log ends. */
  | { readonly kind: 'gap'; readonly needsFrom: number }
  /** It does not continue what is here: damage, or a line with two branches. */
  | { readonly kind: 'mismatch'; readonly atSeq: number }

/** The events of one line that are here, from the first on without gaps, each with its hash. */
export class LineLog {
  readonly line: LineId
  readonly #chain: Chain
  readonly #events: Uint8Array[] = []
  readonly #hashes: string[]

  constructor(line: LineId, chain: Chain) {
    this.line = line
    this.#chain = chain
    this.#hashes = [chain.start(line)]
  }

  get seq(): number {
    return this.#events.length
  }

  get hash(): string {
    return this.hashAt(this.seq)
  }

  /** The hash of the event at `seq`; 0 is what comes before the first. */
  hashAt(seq: number): string {
    return must(this.#hashes[seq], `line ${this.line} has no event ${seq}, it ends at ${this.seq}`)
  }

  eventAt(seq: number): Uint8Array {
    return must(this.#events[seq - 1], `line ${this.line} has no event ${seq}, it ends at ${this.seq}`)
  }

  append(eventBytes: Uint8Array): void {
    const hash = this.#chain.next(this.hash, eventBytes)
    this.#events.push(eventBytes)
    this.#hashes.push(hash)
  }

  /** Takes on what is new in a range; what overlaps must be the same. */
  offer(range: Range): AppendOutcome {
    invariant(range.line === this.line, `a range of ${range.line} was offered to ${this.line}`)
    if (range.first > this.seq + 1) return { kind: 'gap', needsFrom: this.seq + 1 }
    if (this.hashAt(range.first - 1) !== range.previousHash)
      return { kind: 'mismatch', atSeq: range.first - 1 }
    const known = this.seq - range.first + 1
    if (known > 0 && !this.#agrees(range, Math.min(known, range.events.length))) {
      return { kind: 'mismatch', atSeq: range.first }
    }
    if (known >= range.events.length) return { kind: 'nothing-new' }
    const fromSeq = this.seq + 1
    for (const event of range.events.slice(known)) this.append(event)
    return { kind: 'appended', fromSeq }
  }

  rangeOf(block: Block): Range {
    return {
      line: this.line,
      first: block.first,
      previousHash: this.hashAt(block.first - 1),
      events: this.#events.slice(block.first - 1, block.last),
    }
  }

  headsEntry(): HeadsEntry {
    return {
      line: this.line,
      seq: this.seq,
      hash: this.hash,
      blockEnds: openBlocks(this.seq).map((block) => this.hashAt(block.last).slice(0, 16)),
      signature: new Uint8Array(0),
    }
  }

  // The hash at the end of the overlap covers all of it.
  #agrees(range: Range, overlap: number): boolean {
    let hash = range.previousHash
    for (const event of range.events.slice(0, overlap)) hash = this.#chain.next(hash, event)
    return hash === this.hashAt(range.first + overlap - 1)
  }
}
