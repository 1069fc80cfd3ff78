import type { Range } from '../codec/index.ts'
import { Chain } from '../event/index.ts'
import type { SignedHead } from '../log/index.ts'
import type { Digest } from '../ports/index.ts'

/** A range that is brought, hashed along. Of its hashes those are kept that somebody asks for. */
interface Stretch {
  readonly first: number
  readonly last: number
  readonly previousHash: string
  readonly hashes: ReadonlyMap<number, string>
  /** Its last event on the way to a signed one. */
  signedSeq: number
}

/** Ranges of one line as they continue each other, and which of their events lie on the way to a signed one. */
export class Stretches {
  readonly #digest: Digest
  readonly #stretches: readonly Stretch[]
  readonly #ranges: readonly Range[]
  readonly #places: ReadonlyMap<string, readonly Place[]>

  constructor(ranges: readonly Range[], signed: readonly SignedHead[], digest: Digest) {
    this.#digest = digest
    this.#ranges = ranges
    const wanted = new Set([...signed.map(({ seq }) => seq), ...ranges.map(({ first }) => first - 1)])
    this.#stretches = ranges.map((range) => hashedAlong(range, wanted, digest))
    this.#places = placesOf(this.#stretches)
    for (const head of signed) this.#markSigned(head)
  }

  /** An event up to `until` that is neither here nor on the way to a signed one, by its place; null where there is none. */
  unsignedUpTo(until: number, holds: (seq: number, hash: string) => boolean): number | null {
    for (const [index, { first, last, signedSeq }] of this.#stretches.entries()) {
      const seq = Math.min(until, last)
      if (seq < first || seq <= signedSeq) continue
      if (!holds(seq, this.#hashAt(index, seq))) return seq
    }
    return null
  }

  // A hash covers all before it: what a signed one continues is signed too.
  #markSigned(signed: SignedHead): void {
    const waiting = [signed.hash]
    for (let hash = waiting.pop(); hash !== undefined; hash = waiting.pop()) {
      for (const { stretch, seq } of this.#places.get(hash) ?? []) {
        if (stretch.signedSeq >= seq) continue
        stretch.signedSeq = seq
        waiting.push(stretch.previousHash)
      }
    }
  }

  #hashAt(index: number, seq: number): string {
    const known = this.#stretches[index]?.hashes.get(seq)
    const range = this.#ranges[index]
    if (known !== undefined || !range) return known ?? ''
    return hashedAlong(range, new Set([seq]), this.#digest).hashes.get(seq) ?? ''
  }
}

/** Where a hash stands: in several stretches, where they overlap. */
interface Place {
  readonly stretch: Stretch
  readonly seq: number
}

const placesOf = (stretches: readonly Stretch[]): ReadonlyMap<string, readonly Place[]> => {
  const places = new Map<string, Place[]>()
  for (const stretch of stretches) {
    for (const [seq, hash] of stretch.hashes)
      places.set(hash, [...(places.get(hash) ?? []), { stretch, seq }])
  }
  return places
}

const hashedAlong = (range: Range, wanted: ReadonlySet<number>, digest: Digest): Stretch => {
  const { first, previousHash, events } = range
  const chain = new Chain(digest)
  const hashes = new Map<number, string>()
  let hash = previousHash
  for (const [index, event] of events.entries()) {
    hash = chain.next(hash, event)
    if (wanted.has(first + index)) hashes.set(first + index, hash)
  }
  return { first, last: first + events.length - 1, previousHash, hashes, signedSeq: 0 }
}
