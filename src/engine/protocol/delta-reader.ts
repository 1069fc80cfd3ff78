import { BitReader, ByteReader, type ByteWriter, CodecError } from '../binary/index.ts'
import type { Column, EventFlow, TextColumn } from '../codec/index.ts'
import type { DeltaContext, HashStartAt, PredictedField } from './delta-context.ts'

const logIdBytes = 8

/** Throws CodecError if malformed: malicious bytes, or a different context. */
export class DeltaReader implements EventFlow {
  readonly #context: DeltaContext
  readonly #hashStart: HashStartAt
  readonly #bits: BitReader
  readonly #from: ByteReader
  readonly #to: ByteWriter
  readonly #bytesMax: number
  #depLog = 0
  #depSeq = 0

  constructor(
    { bits, bytes }: { readonly bits: Uint8Array; readonly bytes: Uint8Array },
    context: DeltaContext,
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

  number(field: PredictedField): number {
    const value = this.#bits.bit() ? this.#context.last(field) : this.#from.count()
    this.#context.note(field, value)
    return value
  }

  logIndex(field: PredictedField): number {
    const { columns } = this.#context
    const code = this.number(field)
    if (code === 0) return columns.addLog(this.#from.logId())
    columns.logAt(code - 1)
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
    if (column === 'after-seq') this.#depSeq = value
    return value
  }

  below(column: Column, base: number): number {
    return this.#written(this.#difference(column, (difference) => base - difference))
  }

  raw(column: Column, length: number): void {
    this.#mustFit(length)
    if (column === 'after-hash' && this.#bits.bit()) {
      const logId = this.#context.columns.logAt(this.#depLog)
      const start = this.#hashStart(logId, this.#depSeq)
      if (start === null) throw new CodecError(`Cannot read a message: event ${this.#depSeq} is not here`)
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

  name(column: TextColumn): void {
    const known = this.#context.columns.texts[column]
    if (!this.#bits.bit()) {
      const code = this.#from.count()
      const text = code === 0 ? this.#newText(column) : known.at(code - 1)
      if (!text) throw new CodecError(`Cannot read a message: it names text ${code - 1}, which did not come`)
      known.previous = text
    }
    const { from, to } = known.previous
    this.#mustFit(to - from + 8)
    this.#to.count(to - from).part(known.bytes, from, to)
  }

  logId(column: Column): number {
    const index = this.logIndex(column)
    this.#mustFit(logIdBytes)
    this.#to.hex(this.#context.columns.logAt(index))
    if (column === 'after-line') this.#depLog = index
    return index
  }

  sized(pass: () => void): void {
    this.#to.sized(pass)
  }

  #newText(column: TextColumn): { readonly from: number; readonly to: number } {
    const known = this.#context.columns.texts[column]
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
