import { zstdDecompressSync } from 'node:zlib'

import type { Front } from './front.ts'

// Written from docs/format.md alone: nothing of the engine may be imported here.

const names = [
  ...['stamp-ms', 'stamp-count', 'author', 'note', 'after-count', 'after-line', 'after-seq', 'after-hash'],
  ...['op-count', 'op-code', 'op-size', 'op-bytes', 'flags', 'table', 'key', 'group', 'field', 'value-kind'],
  ...[
    'value-size',
    'value-bytes',
    'dot-count',
    'dot-line',
    'dot-seq',
    'line-bytes',
    'text-shape',
    'text-bytes',
  ],
]

const plainWrites = [1, 2, 4, 5, 6, 7, 8]

/** What was said so far in one place of texts. */
class Texts {
  readonly remembered: Buffer[] = []
  previous: Buffer = Buffer.alloc(0)
  latest: Buffer = Buffer.alloc(0)

  add(text: Buffer): void {
    this.previous = this.latest = text
    if (text.length <= 64 && this.remembered.length < 4096) this.remembered.push(text)
  }
}

/** The events of a range, in canonical bytes. `front` stands behind the number of events. */
export const readColumns = (
  front: Front,
  { line, first, count }: { readonly line: string; readonly first: number; readonly count: number },
): readonly Uint8Array[] => {
  const [plainBytes, bodyBytes] = [front.count(), front.count()]
  const body = zstdDecompressSync(front.take(front.bytes.length - front.at))
  if (body.length !== bodyBytes) throw new Error('it does not expand to what it says')
  const columns = new Columns(front.over(body), line)
  const events = Array.from({ length: count }, (_, index) => columns.event(first + index))
  if (!columns.areAtEnd || events.reduce((sum, { length }) => sum + length, 0) !== plainBytes)
    throw new Error('the columns are not what they say')
  return events
}

class Columns {
  readonly #columns: ReadonlyMap<string, Front>
  readonly #texts = new Map<string, Texts>()
  readonly #lines: string[]
  readonly #mentioned = new Map<number, number>()
  #stampMs = 0
  #out: Uint8Array[] = []

  constructor(body: Front, own: string) {
    const sizes = names.map(() => body.count())
    this.#columns = new Map(names.map((name, index) => [name, body.over(body.take(sizes[index] ?? 0))]))
    this.#lines = [own]
    if (!body.isAtEnd) throw new Error('something follows the columns')
  }

  get areAtEnd(): boolean {
    return [...this.#columns.values()].every((column) => column.isAtEnd)
  }

  event(seq: number): Uint8Array {
    this.#stampMs = this.#above('stamp-ms', this.#stampMs)
    this.#count('stamp-count')
    this.#name('author')
    this.#name('note')
    for (let left = this.#count('after-count'); left > 0; left -= 1) this.#after()
    for (let left = this.#count('op-count'); left > 0; left -= 1) this.#op(seq)
    return this.#takeOut()
  }

  #after(): void {
    const index = this.#line('after-line')
    this.#mentioned.set(index, this.#above('after-seq', this.#mentioned.get(index) ?? 0))
    this.#raw('after-hash', 4)
  }

  #op(seq: number): void {
    if (!plainWrites.includes(this.#count('op-code'))) return this.#sized('op-size', 'op-bytes')
    const before = this.#out
    this.#out = []
    this.#raw('flags', 1)
    for (const place of ['table', 'key', 'group', 'field']) this.#name(place)
    this.#value(seq)
    this.#dots(seq)
    const write = this.#takeOut()
    this.#out = [...before, countBytes(write.length), write]
  }

  #value(seq: number): void {
    const kind = this.#from('value-kind').byte()
    this.#out.push(Uint8Array.of(kind))
    if (kind === 1 || kind === 2 || kind === 8) this.#sized('value-size', 'value-bytes')
    if (kind === 8) this.#sized('value-size', 'value-bytes')
    if (kind === 7 || kind === 9) this.#dots(seq)
    if (kind === 5) {
      this.#count('value-size')
      this.#raw('value-bytes', 32)
    }
    if (kind !== 6) return
    for (let left = this.#count('value-size'); left > 0; left -= 1) {
      this.#name('field')
      this.#value(seq)
    }
  }

  #dots(seq: number): void {
    for (let left = this.#count('dot-count'); left > 0; left -= 1) {
      const index = this.#line('dot-line')
      const base = index === 0 ? seq - 1 : (this.#mentioned.get(index) ?? 0)
      const code = this.#from('dot-seq').count()
      this.#out.push(countBytes(code > 0 ? base - code + 1 : this.#from('dot-seq').count()))
    }
  }

  #name(place: string): void {
    const texts = this.#texts.get(place) ?? new Texts()
    this.#texts.set(place, texts)
    const code = this.#from(place).count()
    if (code === 1) {
      const [shared, length] = [this.#from('text-shape').count(), this.#from('text-shape').count()]
      texts.add(Buffer.concat([texts.latest.subarray(0, shared), this.#from('text-bytes').take(length)]))
    } else if (code > 1) texts.previous = texts.remembered[code - 2] ?? missing(place)
    this.#out.push(countBytes(texts.previous.length), texts.previous)
  }

  #line(column: string): number {
    const code = this.#from(column).count()
    if (code === 0) this.#lines.push(this.#from('line-bytes').hex(8))
    const index = code === 0 ? this.#lines.length - 1 : code - 1
    this.#out.push(Buffer.from(this.#lines[index] ?? missing(column), 'hex'))
    return index
  }

  #above(column: string, base: number): number {
    const more = this.#from(column).count()
    const value = more > 0 ? base + more : this.#from(column).count()
    this.#out.push(countBytes(value))
    return value
  }

  #count(column: string): number {
    const value = this.#from(column).count()
    this.#out.push(countBytes(value))
    return value
  }

  #raw(column: string, length: number): void {
    this.#out.push(this.#from(column).take(length))
  }

  #sized(sizes: string, bytes: string): void {
    this.#raw(bytes, this.#count(sizes))
  }

  #from(column: string): Front {
    return this.#columns.get(column) ?? missing(column)
  }

  #takeOut(): Uint8Array {
    const bytes = Buffer.concat(this.#out)
    this.#out = []
    return bytes
  }
}

const missing = (what: string): never => {
  throw new Error(`${what} names what did not come`)
}

export const countBytes = (value: number): Buffer => {
  const bytes: number[] = []
  let rest = value
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80)
  return Buffer.from([...bytes, rest])
}
