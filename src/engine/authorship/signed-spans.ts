import type { Range } from '../codec/index.ts'
import { HashChain } from '../event/index.ts'
import type { SignedHead } from '../log/index.ts'
import type { Digest } from '../ports/index.ts'

/** An incoming range, with those of its hashes that are queried. */
interface HashedSpan {
  readonly first: number
  readonly last: number
  readonly previousHash: string
  readonly hashes: ReadonlyMap<number, string>
  /** Its last event that a signature covers. */
  signedSeq: number
}

export class SignedSpans {
  readonly #digest: Digest
  readonly #spans: readonly HashedSpan[]
  readonly #ranges: readonly Range[]
  readonly #positions: ReadonlyMap<string, readonly HashPosition[]>

  constructor(ranges: readonly Range[], signed: readonly SignedHead[], digest: Digest) {
    this.#digest = digest
    this.#ranges = ranges
    const wanted = new Set([...signed.map(({ seq }) => seq), ...ranges.map(({ first }) => first - 1)])
    this.#spans = ranges.map((range) => hashedAlong(range, wanted, digest))
    this.#positions = positionsOf(this.#spans)
    for (const head of signed) this.#noteSigned(head)
  }

  /** Returns an event up to `until` that is neither here nor covered by a signature, or null. */
  unsignedUpTo(until: number, holds: (seq: number, hash: string) => boolean): number | null {
    for (const [index, { first, last, signedSeq }] of this.#spans.entries()) {
      const seq = Math.min(until, last)
      if (seq < first || seq <= signedSeq) continue
      if (!holds(seq, this.#hashAt(index, seq))) return seq
    }
    return null
  }

  // A hash covers everything before it, so a signature covers all predecessors.
  #noteSigned(signed: SignedHead): void {
    const waiting = [signed.hash]
    for (let hash = waiting.pop(); hash !== undefined; hash = waiting.pop()) {
      for (const { span, seq } of this.#positions.get(hash) ?? []) {
        if (span.signedSeq >= seq) continue
        span.signedSeq = seq
        waiting.push(span.previousHash)
      }
    }
  }

  #hashAt(index: number, seq: number): string {
    const known = this.#spans[index]?.hashes.get(seq)
    const range = this.#ranges[index]
    if (known !== undefined || !range) return known ?? ''
    return hashedAlong(range, new Set([seq]), this.#digest).hashes.get(seq) ?? ''
  }
}

/** Overlapping spans share hashes. */
interface HashPosition {
  readonly span: HashedSpan
  readonly seq: number
}

const positionsOf = (spans: readonly HashedSpan[]): ReadonlyMap<string, readonly HashPosition[]> => {
  const positions = new Map<string, HashPosition[]>()
  for (const span of spans) {
    for (const [seq, hash] of span.hashes)
      positions.set(hash, [...(positions.get(hash) ?? []), { span, seq }])
  }
  return positions
}

const hashedAlong = (range: Range, wanted: ReadonlySet<number>, digest: Digest): HashedSpan => {
  const { first, previousHash, events } = range
  const chain = new HashChain(digest)
  const hashes = new Map<number, string>()
  let hash = previousHash
  for (const [index, event] of events.entries()) {
    hash = chain.next(hash, event)
    if (wanted.has(first + index)) hashes.set(first + index, hash)
  }
  return { first, last: first + events.length - 1, previousHash, hashes, signedSeq: 0 }
}
