import type { LogId } from '../identifier/index.ts'
import type { Digest } from '../ports/index.ts'

const hashBytes = 32

/** Each event's hash covers the previous one, and so everything before it. */
export class HashChain {
  readonly #digest: Digest
  #scratch = new Uint8Array(1024)
  #previousHash = this.#scratch.subarray(0, hashBytes)

  constructor(digest: Digest) {
    this.#digest = digest
  }

  /** Differs per log, so no event can move to another log. */
  start(log: LogId): string {
    return this.#digest.sha256Hex(new TextEncoder().encode(`shakedown line ${log}`))
  }

  /** SHA-256 over the 32 bytes of the previous hash and the event's canonical bytes, as 64 hexadecimal digits. */
  next(previousHash: string, eventBytes: Uint8Array): string {
    const length = hashBytes + eventBytes.length
    if (length > this.#scratch.length) this.#grow(length * 2)
    this.#previousHash.setFromHex(previousHash)
    this.#scratch.set(eventBytes, hashBytes)
    return this.#digest.sha256Hex(this.#scratch.subarray(0, length))
  }

  #grow(size: number): void {
    this.#scratch = new Uint8Array(size)
    this.#previousHash = this.#scratch.subarray(0, hashBytes)
  }
}
