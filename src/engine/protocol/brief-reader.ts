import { BitReader, ByteReader, type ByteWriter, CodecError } from '../binary/index.ts'
import type { Column, EventFlow, TextPlace } from '../codec/index.ts'
import type { BriefContext, HashStartAt, Place } from './brief-context.ts'

const lineBytes = 8

/**
 * Reads what a {@link BriefWriter} wrote, with a context that has carried the same. Throws CodecError where it makes no
 * sense: bytes that mean harm, or a context that is not the writer's.
 */
export class BriefReader implements EventFlow {
  readonly #context: BriefContext
  readonly #hashStart: HashStartAt
  readonly #bits: BitReader
  readonly #from: ByteReader
  readonly #to: ByteWriter
  readonly #bytesMax: number
  #afterLine = 0
  #afterSeq = 0

  constructor(
    { bits, bytes }: { readonly bits: Uint8Array; readonly bytes: Uint8Array },
    context: BriefContext,
    hashStart: HashStartAt,
    { to, bytesMax }: { readonly to: ByteWriter; readonly bytesMax: number },
  ) {
    this.#bits = new BitReader(bits)
    this.#from = new ByteReader(bytes)
    this.#context = context
    this.#hashStart = hashStart
    this.#to = to
    this.#bytesMax = bytesMax
  }

  get isAtEnd(): boolean {
    return this.#from.isAtEnd
  }

  number(place: Place): number {
    const value = this.#bits.bit() ? this.#context.last(place) : this.#from.count()
    this.#context.note(place, value)
    return value
  }

  /** The index of a line's id. */
  lineId(place: Place): number {
    const { columns } = this.#context
    const code = this.number(place)
    if (code === 0) return columns.addLine(this.#from.line())
    columns.lineAt(code - 1)
    return code - 1
  }

  digits(byteCount: number): string {
    return this.#from.hex(byteCount)
  }

  byte(column: Column): number {
    const value = this.number(column)
    if (value > 0xff) throw new CodecError(`Cannot read a message: ${value} is no byte`)
    this.#mustFit(1)
    this.#to.byte(value)
    return value
  }

  count(column: Column): number {
    return this.#written(this.number(column))
  }

  above(column: Column, base: number): number {
    const value = this.#written(this.#difference(column, (difference) => base + difference))
    if (column === 'after-seq') this.#afterSeq = value
    return value
  }

  below(column: Column, base: number): number {
    return this.#written(this.#difference(column, (difference) => base - difference))
  }

  raw(column: Column, length: number): void {
    this.#mustFit(length)
    if (column === 'after-hash' && this.#bits.bit()) {
      const line = this.#context.columns.lineAt(this.#afterLine)
      const start = this.#hashStart(line, this.#afterSeq)
      if (start === null) throw new CodecError(`Cannot read a message: event ${this.#afterSeq} is not here`)
      this.#to.hex(start)
      return
    }
    const start = this.#from.skip(length)
    this.#to.part(this.#from.bytes, start, start + length)
  }

  sizedBytes(sizes: Column, bytes: Column): void {
    const length = this.number(sizes)
    this.#written(length)
    this.raw(bytes, length)
  }

  name(place: TextPlace): void {
    const known = this.#context.columns.texts[place]
    if (!this.#bits.bit()) {
      const code = this.#from.count()
      const text = code === 0 ? this.#newText(place) : known.at(code - 1)
      if (!text) throw new CodecError(`Cannot read a message: it names text ${code - 1}, which did not come`)
      known.previous = text
    }
    const { from, to } = known.previous
    this.#mustFit(to - from + 8)
    this.#to.count(to - from).part(known.bytes, from, to)
  }

  line(column: Column): number {
    const index = this.lineId(column)
    this.#mustFit(lineBytes)
    this.#to.hex(this.#context.columns.lineAt(index))
    if (column === 'after-line') this.#afterLine = index
    return index
  }

  sized(pass: () => void): void {
    this.#to.sized(pass)
  }

  #newText(place: TextPlace): { readonly from: number; readonly to: number } {
    const known = this.#context.columns.texts[place]
    const shared = this.#from.count()
    const length = this.#from.count()
    if (shared > known.latest.to - known.latest.from)
      throw new CodecError('Cannot read a message: a text begins as none does')
    this.#mustFit(shared + length)
    const from = this.#from.skip(length)
    return known.add(shared, this.#from.bytes, from, from + length)
  }

  #difference(column: Column, valueOf: (difference: number) => number): number {
    if (this.#bits.bit()) return valueOf(this.#context.last(column))
    if (!this.#bits.bit()) return this.#from.count()
    const difference = this.#from.count()
    this.#context.note(column, difference)
    return valueOf(difference)
  }

  #written(value: number): number {
    if (value < 0 || value > Number.MAX_SAFE_INTEGER)
      throw new CodecError(`Cannot read a message: ${value} is no whole number that an event could hold`)
    this.#mustFit(8)
    this.#to.count(value)
    return value
  }

  #mustFit(more: number): void {
    if (this.#to.length + more > this.#bytesMax)
      throw new CodecError(`Cannot read a message: it makes more than ${this.#bytesMax} bytes`)
  }
}
