import { BitWriter, ByteReader, ByteWriter, CodecError } from '../binary/index.ts'
import type { Column, EventFlow, TextColumn } from '../codec/index.ts'
import type { LogId } from '../identifier/index.ts'
import type { DeltaContext, HashStartAt, PredictedField } from './delta-context.ts'

/**
 * Encodes one bit per correctly predicted number, and bytes otherwise. An edit similar to the previous one
 * costs its value and a few bits.
 */
export class DeltaWriter implements EventFlow {
  readonly #context: DeltaContext
  readonly #hashStart: HashStartAt
  readonly #bits = new BitWriter()
  readonly #bytes = new ByteWriter(256)
  #from = new ByteReader(new Uint8Array(0))
  #depLog = 0
  #depSeq = 0

  /** `hashStart` must only return hashes that the other side certainly has. */
  constructor(context: DeltaContext, hashStart: HashStartAt) {
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

  number(field: PredictedField, value: number): number {
    if (!this.#bits.bit(value === this.#context.last(field))) this.#bytes.count(value)
    this.#context.note(field, value)
    return value
  }

  logIndex(field: PredictedField, logId: LogId): number {
    const { columns } = this.#context
    const known = columns.indexOf(logId)
    this.number(field, known + 1)
    if (known >= 0) return known
    this.#bytes.hex(logId)
    return columns.addLog(logId)
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
    if (column === 'after-seq') this.#depSeq = value
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
      const logId = this.#context.columns.logAt(this.#depLog)
      const start = this.#from.bytes.subarray(from, from + length).toHex()
      if (this.#bits.bit(this.#hashStart(logId, this.#depSeq) === start)) return
    }
    this.#bytes.part(this.#from.bytes, from, from + length)
  }

  sizedBytes(sizes: Column, bytes: Column): void {
    this.raw(bytes, this.number(sizes, this.#from.count()))
  }

  name(column: TextColumn): void {
    const known = this.#context.columns.texts[column]
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

  logId(column: Column): number {
    const index = this.logIndex(column, this.#from.logId())
    if (column === 'after-line') this.#depLog = index
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
