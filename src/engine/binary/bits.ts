import { CodecError } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'

export class BitWriter {
  readonly #bytes = new ByteWriter(64)
  #byte = 0
  #used = 0

  bit(isSet: boolean): boolean {
    if (isSet) this.#byte |= 1 << this.#used
    this.#used += 1
    if (this.#used === 8) this.#flush()
    return isSet
  }

  /** Returns all bits so far, padding the last byte with zeros. */
  take(): Uint8Array {
    if (this.#used > 0) this.#flush()
    return this.#bytes.view()
  }

  #flush(): void {
    this.#bytes.byte(this.#byte)
    this.#byte = 0
    this.#used = 0
  }
}

export class BitReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  bit(): boolean {
    const byte = this.#bytes[this.#at >> 3]
    if (byte === undefined) throw new CodecError('Cannot read a message: it has fewer bits than it needs')
    const isSet = (byte & (1 << (this.#at & 7))) !== 0
    this.#at += 1
    return isSet
  }
}
