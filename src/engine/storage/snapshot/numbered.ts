import { ByteReader, ByteWriter, CodecError } from '../../binary/index.ts'
import type { LogId } from '../../identifier/index.ts'

const logIdBytes = 8

/** Numbers texts and logs in order of use, so that each is written once. */
export class NumbersOut {
  readonly #texts = new Map<string, number>()
  readonly #logs = new Map<LogId, number>()

  text(text: string): number {
    return numberOf(this.#texts, text)
  }

  log(logId: LogId): number {
    return numberOf(this.#logs, logId)
  }

  /** All numbered texts and logs. Call last. */
  bytes(): Uint8Array {
    const writer = new ByteWriter(4096).count(this.#logs.size)
    for (const logId of this.#logs.keys()) writer.hex(logId)
    writer.count(this.#texts.size)
    for (const text of this.#texts.keys()) writer.text(text)
    return writer.view()
  }
}

const numberOf = <T>(numbers: Map<T, number>, one: T): number => {
  const known = numbers.get(one)
  if (known !== undefined) return known
  numbers.set(one, numbers.size)
  return numbers.size - 1
}

/** Texts and logs by number, decoded on first use. */
export class NumbersIn {
  readonly #bytes: Uint8Array
  readonly #logStart: number
  readonly #logCount: number
  readonly #logs: (LogId | undefined)[]
  readonly #textStarts: Uint32Array
  readonly #texts: (string | undefined)[]

  /** Throws CodecError if malformed. */
  constructor(bytes: Uint8Array) {
    const reader = new ByteReader(bytes)
    this.#bytes = bytes
    this.#logCount = reader.count()
    this.#logStart = reader.at
    reader.skip(this.#logCount * logIdBytes)
    this.#logs = []
    const texts = reader.count()
    // Each text takes at least one byte, so larger counts are malformed.
    if (texts > reader.left) throw new CodecError(`Cannot read ${texts} texts in ${reader.left} bytes`)
    this.#textStarts = new Uint32Array(texts)
    this.#texts = []
    for (let index = 0; index < texts; index += 1) {
      this.#textStarts[index] = reader.at
      reader.skip(reader.count())
    }
    if (!reader.isAtEnd) throw new CodecError('Cannot read numbered texts: bytes are left over')
  }

  text(index: number): string {
    const known = this.#texts[index]
    if (known !== undefined) return known
    const start = this.#textStarts[index]
    if (start === undefined) throw new CodecError(`Cannot read a snapshot: it has no text ${index}`)
    return (this.#texts[index] = new ByteReader(this.#bytes, start).text())
  }

  log(index: number): LogId {
    const known = this.#logs[index]
    if (known !== undefined) return known
    if (index >= this.#logCount) throw new CodecError(`Cannot read a snapshot: it has no log ${index}`)
    return (this.#logs[index] = new ByteReader(this.#bytes, this.#logStart + index * logIdBytes).logId())
  }
}
