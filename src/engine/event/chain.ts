import type { Digest } from '../ports/digest.ts'
import type { LineId } from './line.ts'

/** Hashes along a line: each event's hash covers the one before it, and so everything before it. */
export class Chain {
  readonly #digest: Digest
  #scratch = new Uint8Array(1024)

  constructor(digest: Digest) {
    this.#digest = digest
  }

  /** What comes before a line's first event, so that no event can be moved to another line. */
  start(line: LineId): string {
    return this.#digest.sha256Hex(new TextEncoder().encode(`shakedown line ${line}`))
  }

  /** SHA-256 over the 32 bytes of the hash before and the event's canonical bytes, as 64 hexadecimal digits. */
  next(previousHash: string, eventBytes: Uint8Array): string {
    const length = 32 + eventBytes.length
    if (length > this.#scratch.length) this.#scratch = new Uint8Array(length * 2)
    for (let at = 0; at < 32; at += 1) {
      this.#scratch[at] = (nibble(previousHash, 2 * at) << 4) | nibble(previousHash, 2 * at + 1)
    }
    this.#scratch.set(eventBytes, 32)
    return this.#digest.sha256Hex(this.#scratch.subarray(0, length))
  }
}

const nibble = (hex: string, at: number): number => {
  const unit = hex.charCodeAt(at)
  return unit < 58 ? unit - 48 : unit - 87
}
