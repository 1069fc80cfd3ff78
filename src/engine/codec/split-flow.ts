import { ByteReader, type ByteWriter, CodecError } from '../binary/index.ts'
import type { ColumnContext, TextColumn } from './column-context.ts'
import type { Column, EventFlow } from './event-flow.ts'

/** Splits an event's canonical bytes into columns. Throws CodecError if malformed. */
export class SplitFlow implements EventFlow {
  readonly #context: ColumnContext
  readonly #to: (column: Column) => ByteWriter
  #from = new ByteReader(new Uint8Array(0))

  constructor(context: ColumnContext, to: (column: Column) => ByteWriter) {
    this.#context = context
    this.#to = to
  }

  begin(event: Uint8Array): void {
    this.#from = new ByteReader(event)
  }

  end(): void {
    if (!this.#from.isAtEnd) throw new CodecError('Cannot put an event into columns: bytes are left over')
  }

  byte(column: Column): number {
    const value = this.#from.byte()
    this.#to(column).byte(value)
    return value
  }

  count(column: Column): number {
    const value = this.#from.count()
    this.#to(column).count(value)
    return value
  }

  above(column: Column, base: number): number {
    const value = this.#from.count()
    if (value > base) this.#to(column).count(value - base)
    else this.#to(column).byte(0).count(value)
    return value
  }

  below(column: Column, base: number): number {
    const value = this.#from.count()
    if (value <= base) this.#to(column).count(base - value + 1)
    else this.#to(column).byte(0).count(value)
    return value
  }

  raw(column: Column, length: number): void {
    const from = this.#from.skip(length)
    this.#to(column).part(this.#from.bytes, from, from + length)
  }

  sizedBytes(sizes: Column, bytes: Column): void {
    const length = this.#from.count()
    this.#to(sizes).count(length)
    this.raw(bytes, length)
  }

  name(column: TextColumn): void {
    const known = this.#context.texts[column]
    const length = this.#from.count()
    const from = this.#from.skip(length)
    if (known.isPrevious(this.#from.bytes, from, from + length)) this.#to(column).byte(0)
    else this.#other(column, from, from + length)
  }

  logId(column: Column): number {
    const log = this.#from.logId()
    const index = this.#context.indexOf(log)
    this.#to(column).count(index + 1)
    if (index >= 0) return index
    this.#to('line-bytes').hex(log)
    return this.#context.addLog(log)
  }

  sized(pass: () => void): void {
    const end = this.#from.count() + this.#from.at
    pass()
    if (this.#from.at !== end) throw new CodecError('Cannot put an op into columns: it is off its length')
  }

  #other(column: TextColumn, from: number, to: number): void {
    const known = this.#context.texts[column]
    const { bytes } = this.#from
    const index = known.recall(bytes, from, to)
    this.#to(column).count(index >= 0 ? index + 2 : 1)
    if (index >= 0) return
    const shared = known.sharedWithLatest(bytes, from, to)
    this.#to('text-shape')
      .count(shared)
      .count(to - from - shared)
    this.#to('text-bytes').part(bytes, from + shared, to)
    known.add(shared, bytes, from + shared, to)
    known.nameLast()
  }
}
