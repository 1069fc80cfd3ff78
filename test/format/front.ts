// Written from docs/format.md alone: nothing of the engine may be imported here.

/** Takes bytes from the front. */
export class Front {
  at = 0
  readonly bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.at === this.bytes.length
  }

  take(length: number): Uint8Array {
    if (this.at + length > this.bytes.length) throw new Error(`there are no ${length} bytes at ${this.at}`)
    this.at += length
    return this.bytes.subarray(this.at - length, this.at)
  }

  hex(length: number): string {
    return Buffer.from(this.take(length)).toString('hex')
  }

  byte(): number {
    return this.take(1)[0] ?? 0
  }

  count(): number {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte()
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
    }
  }

  text(): string {
    return new TextDecoder('utf-8', { fatal: true }).decode(this.take(this.count()))
  }

  dot(): string {
    return `${this.hex(8)}.${this.count()}`
  }

  list<T>(read: () => T): T[] {
    return Array.from({ length: this.count() }, read)
  }

  /** The same over other bytes. */
  over(bytes: Uint8Array): Front {
    return new Front(bytes)
  }

  preamble(letters: string, reader = 1): void {
    if (Buffer.from(this.take(4)).toString() !== letters) throw new Error(`this is no ${letters}`)
    this.byte()
    if (this.byte() > reader) throw new Error('it needs a newer reader')
  }
}
