import { InvariantError } from '../invariant.ts'

const firstRoomBytes = 1024

/**
 * A log's events, end to end in one allocation. Views would retain every buffer that events arrived in, mostly
 * duplicates.
 */
export class EventBytes {
  #bytes = new Uint8Array(0)
  readonly #ends: number[] = [0]

  get count(): number {
    return this.#ends.length - 1
  }

  at(index: number): Uint8Array {
    const end = this.#ends[index + 1]
    if (end === undefined) throw new InvariantError(`there is no event ${index}: ${this.count} are here`)
    return this.#bytes.subarray(this.#ends[index], end)
  }

  slice(from: number, to: number): readonly Uint8Array[] {
    const events: Uint8Array[] = []
    for (let index = from; index < Math.min(to, this.count); index += 1) events.push(this.at(index))
    return events
  }

  push(event: Uint8Array): void {
    const start = this.#ends[this.count] ?? 0
    const end = start + event.length
    if (end > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(end, firstRoomBytes, Math.ceil(this.#bytes.length * 1.5)))
      grown.set(this.#bytes.subarray(0, start))
      this.#bytes = grown
    }
    this.#bytes.set(event, start)
    this.#ends.push(end)
  }
}

export const isSameBytes = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false
  return true
}
