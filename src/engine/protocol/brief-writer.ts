import { BitWriter, ByteReader, ByteWriter, CodecError } from '../binary/index.ts'
import type { Column, EventFlow, TextPlace } from '../codec/index.ts'
import type { LineId } from '../identifier/index.ts'
import type { BriefContext, HashStartAt, Place } from './brief-context.ts'

/**
 * Writes events as what differs from what was foretold: a bit says that a number is the one it was the last time, and
 * only where it is not do bytes follow. An edit like the one before costs its value and a few bits.
 */
export class BriefWriter implements EventFlow {
  readonly #context: BriefContext
  readonly #hashStart: HashStartAt
  readonly #bits = new BitWriter()
  readonly #bytes = new ByteWriter(256)
  #from = new ByteReader(new Uint8Array(0))
  #afterLine = 0
  #afterSeq = 0

  /** `hashStart` knows what is surely known to the other side as well, and nothing else. */
  constructor(context: BriefContext, hashStart: HashStartAt) {
    this.#context = context
    this.#hashStart = hashStart
  }

  take(): { readonly bits: Uint8Array; readonly bytes: Uint8Array } {
    return { bits: this.#bits.take(), bytes: this.#bytes.view() }
  }

  begin(event: Uint8Array): void {
    this.#from = new ByteReader(event)
  }

  end(): void {
    if (!this.#from.isAtEnd) throw new CodecError('Cannot write an event briefly: bytes are left over')
  }

  number(place: Place, value: number): number {
    if (!this.#bits.bit(value === this.#context.last(place))) this.#bytes.count(value)
    this.#context.note(place, value)
    return value
  }

  /** A line's id, as its index; answers that. */
  lineId(place: Place, line: LineId): number {
    const { columns } = this.#context
    const known = columns.indexOf(line)
    this.number(place, known + 1)
    if (known >= 0) return known
    this.#bytes.hex(line)
    return columns.addLine(line)
  }

  digits(digits: string): void {
    this.#bytes.hex(digits)
  }

  byte(column: Column): number {
    return this.number(column, this.#from.byte())
  }

  count(column: Column): number {
    return this.number(column, this.#from.count())
  }

  above(column: Column, base: number): number {
    const value = this.#from.count()
    this.#difference(column, value - base, value)
    if (column === 'after-seq') this.#afterSeq = value
    return value
  }

  below(column: Column, base: number): number {
    const value = this.#from.count()
    this.#difference(column, base - value, value)
    return value
  }

  raw(column: Column, length: number): void {
    const from = this.#from.skip(length)
    if (column === 'after-hash') {
      const line = this.#context.columns.lineAt(this.#afterLine)
      const start = this.#from.bytes.subarray(from, from + length).toHex()
      if (this.#bits.bit(this.#hashStart(line, this.#afterSeq) === start)) return
    }
    this.#bytes.part(this.#from.bytes, from, from + length)
  }

  sizedBytes(sizes: Column, bytes: Column): void {
    this.raw(bytes, this.number(sizes, this.#from.count()))
  }

  name(place: TextPlace): void {
    const known = this.#context.columns.texts[place]
    const length = this.#from.count()
    const from = this.#from.skip(length)
    const { bytes } = this.#from
    if (this.#bits.bit(known.isPrevious(bytes, from, from + length))) return
    const index = known.recall(bytes, from, from + length)
    this.#bytes.count(index + 1)
    if (index >= 0) return
    const shared = known.sharedWithLatest(bytes, from, from + length)
    this.#bytes
      .count(shared)
      .count(length - shared)
      .part(bytes, from + shared, from + length)
    known.add(shared, bytes, from + shared, from + length)
    known.nameLast()
  }

  line(column: Column): number {
    const index = this.lineId(column, this.#from.line())
    if (column === 'after-line') this.#afterLine = index
    return index
  }

  sized(pass: () => void): void {
    const end = this.#from.count() + this.#from.at
    pass()
    if (this.#from.at !== end) throw new CodecError('Cannot write an op briefly: it is off its length')
  }

  #difference(column: Column, difference: number, value: number): void {
    if (this.#bits.bit(difference === this.#context.last(column))) return
    if (this.#bits.bit(difference >= 0)) {
      this.#bytes.count(difference)
      this.#context.note(column, difference)
    } else this.#bytes.count(value)
  }
}
