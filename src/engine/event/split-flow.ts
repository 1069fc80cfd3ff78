import { ByteReader, CodecError } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import {
  type ColumnContext,
  type KnownTexts,
  rememberedTextBytesMax,
  rememberText,
  type TextPlace,
} from './column-context.ts'
import { isSameBytes } from './event-bytes.ts'
import type { Column, EventFlow } from './event-flow.ts'
import { plainText } from './names.ts'

/** Takes an event's canonical bytes apart into columns. Throws CodecError where they are none. */
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
    this.#to(column).raw(this.#from.raw(length))
  }

  sizedBytes(sizes: Column, bytes: Column): void {
    const length = this.#from.count()
    this.#to(sizes).count(length)
    this.#to(bytes).raw(this.#from.raw(length))
  }

  name(place: TextPlace): void {
    const known = this.#context.texts[place]
    const text = this.#from.raw(this.#from.count())
    const to = this.#to(place)
    if (isSameBytes(text, known.previous)) to.byte(0)
    else this.#other(to, known, text)
    known.previous = text
  }

  line(column: Column): number {
    const line = this.#from.line()
    const index = this.#context.indexOf(line)
    this.#to(column).count(index + 1)
    if (index >= 0) return index
    this.#to('line-bytes').hex(line)
    return this.#context.addLine(line)
  }

  sized(pass: () => void): void {
    const end = this.#from.count() + this.#from.at
    pass()
    if (this.#from.at !== end) throw new CodecError('Cannot put an op into columns: it is off its length')
  }

  #other(to: ByteWriter, known: KnownTexts, text: Uint8Array): void {
    const key = text.length <= rememberedTextBytesMax ? plainText(text, 0, text.length) : null
    const index = key === null ? undefined : known.indexes.get(key)
    if (index !== undefined) {
      to.count(index + 2)
      return
    }
    to.byte(1)
    const shared = sharedStart(text, known.latestNew)
    this.#to('text-shape')
      .count(shared)
      .count(text.length - shared)
    this.#to('text-bytes').raw(text.subarray(shared))
    rememberText(known, text, key)
  }
}

const sharedStart = (a: Uint8Array, b: Uint8Array): number => {
  const end = Math.min(a.length, b.length)
  let at = 0
  while (at < end && a[at] === b[at]) at += 1
  return at
}
