const encoder = new TextEncoder()
const fewBytes = 48

export class ByteWriter {
  #bytes: Uint8Array<ArrayBuffer>
  #length = 0

  /** `roomBytes` is the expected size. A wrong guess only costs time. */
  constructor(roomBytes = 256) {
    this.#bytes = new Uint8Array(roomBytes)
  }

  get length(): number {
    return this.#length
  }

  byte(value: number): this {
    this.#room(1)
    this.#bytes[this.#length++] = value
    return this
  }

  /** A whole number from 0 to 2^53 − 1, seven bits a byte, low bits first. */
  count(value: number): this {
    this.#room(8)
    let rest = value
    while (rest > 0x7f) {
      this.#bytes[this.#length++] = (rest % 128) | 0x80
      rest = Math.floor(rest / 128)
    }
    this.#bytes[this.#length++] = rest
    return this
  }

  raw(bytes: Uint8Array): this {
    this.#room(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
    return this
  }

  /** Copies a slice of other bytes. For short slices a loop beats a view. */
  part(bytes: Uint8Array, from: number, to: number): this {
    if (to - from > fewBytes) return this.raw(bytes.subarray(from, to))
    this.#room(to - from)
    for (let at = from; at < to; at += 1) this.#bytes[this.#length++] = bytes[at] as number
    return this
  }

  text(text: string): this {
    if (text.length < 64 && this.#ascii(text)) return this
    const bytes = encoder.encode(text)
    return this.count(bytes.length).raw(bytes)
  }

  /** An even number of hexadecimal digits, without a length. */
  hex(digits: string): this {
    const byteCount = digits.length / 2
    this.#room(byteCount)
    if (byteCount <= 8) this.#fewHex(digits)
    else this.#bytes.subarray(this.#length, this.#length + byteCount).setFromHex(digits)
    this.#length += byteCount
    return this
  }

  /** Prefixes the output of `write` with its length. */
  sized(write: (writer: this) => void): this {
    const start = this.#length
    this.byte(0)
    write(this)
    const length = this.#length - start - 1
    if (length <= 0x7f) {
      this.#bytes[start] = length
      return this
    }
    const payload = this.#bytes.slice(start + 1, this.#length)
    this.#length = start
    return this.count(length).raw(payload)
  }

  /** Returns bytes uncopied. Valid until the next write. */
  view(from = 0): Uint8Array {
    return this.#bytes.subarray(from, this.#length)
  }

  /** For readers that make no views. Replaced when it grows. */
  get memory(): Uint8Array {
    return this.#bytes
  }

  clear(): void {
    this.#length = 0
  }

  /** Returns a copy. */
  take(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }

  // A view costs more than the few digits of a log id.
  #fewHex(digits: string): void {
    for (let at = 0; at < digits.length; at += 2) {
      const byte = (nibble(digits.charCodeAt(at)) << 4) | nibble(digits.charCodeAt(at + 1))
      this.#bytes[this.#length + at / 2] = byte
    }
  }

  // Most texts are short and plain, and cost less than a call of the encoder.
  #ascii(text: string): boolean {
    this.#room(text.length + 1)
    const start = this.#length + 1
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at)
      if (unit > 0x7f) return false
      this.#bytes[start + at] = unit
    }
    this.#bytes[this.#length] = text.length
    this.#length = start + text.length
    return true
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more))
    grown.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = grown
  }
}

const nibble = (unit: number): number => (unit < 58 ? unit - 48 : unit - 87)
