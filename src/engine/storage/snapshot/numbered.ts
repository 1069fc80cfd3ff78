import { ByteReader, ByteWriter, CodecError } from '../../binary/index.ts'
import type { LineId } from '../../identifier/index.ts'

const lineBytes = 8

/** Numbers texts and lines as they come, so that each is written once. */
export class NumbersOut {
  readonly #texts = new Map<string, number>()
  readonly #lines = new Map<LineId, number>()

  text(text: string): number {
    return numberOf(this.#texts, text)
  }

  line(line: LineId): number {
    return numberOf(this.#lines, line)
  }

  /** All that was numbered: to be asked for when everything is. */
  bytes(): Uint8Array {
    const writer = new ByteWriter(4096).count(this.#lines.size)
    for (const line of this.#lines.keys()) writer.hex(line)
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

/** The texts and lines behind the numbers, each made when it is first asked for. */
export class NumbersIn {
  readonly #bytes: Uint8Array
  readonly #lineStart: number
  readonly #lineCount: number
  readonly #lines: (LineId | undefined)[]
  readonly #textStarts: Uint32Array
  readonly #texts: (string | undefined)[]

  /** Throws CodecError where the bytes are no numbered texts and lines. */
  constructor(bytes: Uint8Array) {
    const reader = new ByteReader(bytes)
    this.#bytes = bytes
    this.#lineCount = reader.count()
    this.#lineStart = reader.at
    reader.skip(this.#lineCount * lineBytes)
    this.#lines = []
    const texts = reader.count()
    // Each takes a byte at the least: no count is believed before they are there.
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

  line(index: number): LineId {
    const known = this.#lines[index]
    if (known !== undefined) return known
    if (index >= this.#lineCount) throw new CodecError(`Cannot read a snapshot: it has no line ${index}`)
    return (this.#lines[index] = new ByteReader(this.#bytes, this.#lineStart + index * lineBytes).line())
  }
}
