import type { LogId } from '../identifier/index.ts'
import { type Names, plainText } from './names.ts'

/** Malformed bytes. The message says where, and what was expected. */
export class CodecError extends Error {
  override readonly name = 'CodecError'
}

/** Well formed, but of a kind that only a newer engine knows. */
export class NewerKindError extends CodecError {}

const decoder = new TextDecoder('utf-8', { fatal: true })
/** Up to this length, a loop over letters beats the decoder. */
const shortTextBytes = 24

export class ByteReader {
  readonly #bytes: Uint8Array
  readonly #end: number
  readonly #names: Names | null
  at: number

  /** `names` interns texts that repeat. */
  constructor(bytes: Uint8Array, at = 0, end = bytes.length, names: Names | null = null) {
    this.#bytes = bytes
    this.at = at
    this.#end = end
    this.#names = names
  }

  get isAtEnd(): boolean {
    return this.at === this.#end
  }

  get left(): number {
    return this.#end - this.at
  }

  byte(): number {
    if (this.at >= this.#end)
      throw new CodecError(`Cannot read byte ${this.at}: the data ends at ${this.#end}`)
    return this.#bytes[this.at++] as number
  }

  count(): number {
    const start = this.at
    const first = this.byte()
    if (first < 0x80) return first
    let value = first & 0x7f
    let scale = 128
    for (let length = 2; length <= 8; length += 1) {
      const byte = this.byte()
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return checkedCount(value, start, byte === 0)
      scale *= 128
    }
    throw new CodecError(`Cannot read the number at byte ${start}: it is longer than 8 bytes`)
  }

  get bytes(): Uint8Array {
    return this.#bytes
  }

  /** Returns the position of the first skipped byte. */
  skip(length: number): number {
    return this.#skip(length)
  }

  raw(length: number): Uint8Array {
    const start = this.#skip(length)
    return this.#bytes.subarray(start, this.at)
  }

  text(): string {
    const length = this.count()
    const start = this.#skip(length)
    const isPlain = length <= shortTextBytes && this.#isAscii(start)
    return isPlain ? plainText(this.#bytes, start, this.at) : decodeText(this.#bytes.subarray(start, this.at))
  }

  /** For texts that are likely to repeat. */
  name(): string {
    const before = this.at
    const length = this.count()
    const start = this.#skip(length)
    const known = this.#names?.text(this.#bytes, start, this.at)
    if (typeof known === 'string') return known
    this.at = before
    return this.text()
  }

  logId(): LogId {
    const start = this.#skip(8)
    return this.#names?.logId(this.#bytes, start) ?? (this.#bytes.subarray(start, this.at).toHex() as LogId)
  }

  /** The first four bytes of a hash. */
  hashStart(): string {
    const start = this.#skip(4)
    return this.#names?.hashStart(this.#bytes, start) ?? this.#bytes.subarray(start, this.at).toHex()
  }

  hex(byteCount: number): string {
    return this.raw(byteCount).toHex()
  }

  #skip(length: number): number {
    const start = this.at
    if (start + length > this.#end) {
      throw new CodecError(`Cannot read ${length} bytes at ${start}: the data ends at ${this.#end}`)
    }
    this.at = start + length
    return start
  }

  #isAscii(start: number): boolean {
    let bits = 0
    for (let at = start; at < this.at; at += 1) bits |= this.#bytes[at] as number
    return bits < 0x80
  }
}

// Each number has one spelling, or two byte strings could mean one event.
const checkedCount = (value: number, start: number, isPadded: boolean): number => {
  if (isPadded) throw new CodecError(`Cannot read the number at byte ${start}: it is padded`)
  if (value > Number.MAX_SAFE_INTEGER)
    throw new CodecError(`Cannot read the number at byte ${start}: it is too large`)
  return value
}

const decodeText = (bytes: Uint8Array): string => {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new CodecError('Cannot read a text: it is not UTF-8')
  }
}
