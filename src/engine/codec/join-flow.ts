import { type ByteReader, type ByteWriter, CodecError } from '../binary/index.ts'
import type { ColumnContext, TextColumn } from './column-context.ts'
import type { Column, EventFlow } from './event-flow.ts'
import type { KnownTexts, TextSpan } from './known-texts.ts'

const logIdBytes = 8

/**
 * Rebuilds an event's canonical bytes. Throws CodecError if the columns are malformed or exceed the announced size,
 * since a name written once may be repeated a million times.
 */
export class JoinFlow implements EventFlow {
  readonly #context: ColumnContext
  readonly #from: (column: Column) => ByteReader
  readonly #to: ByteWriter
  readonly #bytesMax: number

  constructor(
    context: ColumnContext,
    from: (column: Column) => ByteReader,
    { to, bytesMax }: { readonly to: ByteWriter; readonly bytesMax: number },
  ) {
    this.#context = context
    this.#from = from
    this.#to = to
    this.#bytesMax = bytesMax
  }

  byte(column: Column): number {
    const value = this.#from(column).byte()
    this.#to.byte(value)
    return value
  }

  count(column: Column): number {
    return this.#written(this.#from(column).count())
  }

  above(column: Column, base: number): number {
    const from = this.#from(column)
    const more = from.count()
    return this.#written(more > 0 ? base + more : from.count())
  }

  below(column: Column, base: number): number {
    const from = this.#from(column)
    const less = from.count()
    return this.#written(less > 0 ? base - less + 1 : from.count())
  }

  raw(column: Column, length: number): void {
    const from = this.#from(column)
    const start = from.skip(length)
    this.#to.part(from.bytes, start, start + length)
  }

  sizedBytes(sizes: Column, bytes: Column): void {
    const length = this.#from(sizes).count()
    this.#to.count(length)
    this.raw(bytes, length)
  }

  name(column: TextColumn): void {
    const known = this.#context.texts[column]
    const code = this.#from(column).count()
    if (code === 1) this.#newText(known)
    else if (code > 1) known.previous = rememberedText(known, code - 2)
    const { from, to } = known.previous
    this.#mustFit(to - from)
    this.#to.count(to - from).part(known.bytes, from, to)
  }

  logId(column: Column): number {
    const code = this.#from(column).count()
    const index = code === 0 ? this.#context.addLog(this.#from('line-bytes').logId()) : code - 1
    this.#mustFit(logIdBytes)
    this.#to.hex(this.#context.logAt(index))
    return index
  }

  sized(pass: () => void): void {
    this.#to.sized(pass)
  }

  #written(value: number): number {
    if (value < 0 || value > Number.MAX_SAFE_INTEGER) {
      throw new CodecError(`Cannot read columns: ${value} is no whole number that an event could hold`)
    }
    this.#mustFit(1)
    this.#to.count(value)
    return value
  }

  #mustFit(more: number): void {
    if (this.#to.length + more > this.#bytesMax)
      throw new CodecError(`Cannot read columns: they make more than the ${this.#bytesMax} bytes they said`)
  }

  #newText(known: KnownTexts): void {
    const shape = this.#from('text-shape')
    const shared = shape.count()
    const length = shape.count()
    if (shared > known.latest.to - known.latest.from)
      throw new CodecError('Cannot read columns: a text begins as none does')
    const rest = this.#from('text-bytes')
    const from = rest.skip(length)
    known.add(shared, rest.bytes, from, from + length)
  }
}

const rememberedText = (known: KnownTexts, index: number): TextSpan => {
  const text = known.at(index)
  if (!text) throw new CodecError(`Cannot read columns: they name text ${index}, which did not come`)
  return text
}
