/** The bytes are not what they should be: where, and what was expected. Caught at the doors of the rooms that read. */
export class CodecError extends Error {
  override readonly name = 'CodecError'
}

const decoder = new TextDecoder('utf-8', { fatal: true })
const hexDigits = '0123456789abcdef'

/** Reads what {@link ByteWriter} wrote, and refuses everything else. */
export class ByteReader {
  readonly #bytes: Uint8Array
  readonly #end: number
  at: number

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.#bytes = bytes
    this.at = at
    this.#end = end
  }

  get isAtEnd(): boolean {
    return this.at === this.#end
  }

  byte(): number {
    if (this.at >= this.#end)
      throw new CodecError(`Cannot read byte ${this.at}: the data ends at ${this.#end}`)
    return this.#bytes[this.at++] as number
  }

  count(): number {
    const start = this.at
    let value = 0
    let scale = 1
    for (let length = 1; length <= 8; length += 1) {
      const byte = this.byte()
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return checkedCount(value, start, length > 1 && byte === 0)
      scale *= 128
    }
    throw new CodecError(`Cannot read the number at byte ${start}: it is longer than 8 bytes`)
  }

  raw(length: number): Uint8Array {
    if (this.at + length > this.#end) {
      throw new CodecError(`Cannot read ${length} bytes at ${this.at}: the data ends at ${this.#end}`)
    }
    this.at += length
    return this.#bytes.subarray(this.at - length, this.at)
  }

  text(): string {
    const length = this.count()
    const bytes = this.raw(length)
    if (length > 24) return decodeText(bytes)
    let text = ''
    for (let at = 0; at < length; at += 1) {
      const byte = bytes[at] as number
      if (byte > 0x7f) return decodeText(bytes)
      text += String.fromCharCode(byte)
    }
    return text
  }

  hex(byteCount: number): string {
    const bytes = this.raw(byteCount)
    let text = ''
    for (let at = 0; at < byteCount; at += 1) {
      const byte = bytes[at] as number
      text += (hexDigits[byte >> 4] as string) + (hexDigits[byte & 15] as string)
    }
    return text
  }
}

// One number has one spelling, or two byte strings could mean one event.
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
