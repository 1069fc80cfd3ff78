import { ByteWriter, plainText } from '../binary/index.ts'

/** Longer texts are written in full each time. */
const rememberedBytesMax = 64
/** Bounds a decoder's memory for any input. */
const rememberedMax = 4096

export interface TextSpan {
  readonly from: number
  readonly to: number
}

const nowhere: TextSpan = { from: 0, to: 0 }

/** The dictionary of one text column. Keeps all texts in one buffer, since a view would cost more than the text. */
export class KnownTexts {
  readonly #written = new ByteWriter(64)
  readonly #spans: TextSpan[] = []
  readonly #indexes = new Map<string, number>()
  /** The text that followed each text last time: the fields of records mostly come in one order. */
  readonly #followers: number[] = []
  #recalled = 0
  previous = nowhere
  /** The next text is written as a difference from this one. */
  latest = nowhere

  get bytes(): Uint8Array {
    return this.#written.memory
  }

  at(index: number): TextSpan | null {
    return this.#spans[index] ?? null
  }

  isPrevious(bytes: Uint8Array, from: number, to: number): boolean {
    return this.#isAt(this.previous, bytes, from, to)
  }

  /** Makes the text the previous one. Returns -1 if unknown. */
  recall(bytes: Uint8Array, from: number, to: number): number {
    const index = this.#indexOf(bytes, from, to)
    const span = this.#spans[index]
    if (!span) return -1
    this.previous = span
    this.#followers[this.#recalled] = index
    this.#recalled = index
    return index
  }

  #indexOf(bytes: Uint8Array, from: number, to: number): number {
    const likely = this.#followers[this.#recalled] ?? -1
    const span = this.#spans[likely]
    if (span && this.#isAt(span, bytes, from, to)) return likely
    return to - from > rememberedBytesMax ? -1 : (this.#indexes.get(plainText(bytes, from, to)) ?? -1)
  }

  sharedWithLatest(bytes: Uint8Array, from: number, to: number): number {
    const { latest } = this
    const known = this.bytes
    const end = Math.min(to - from, latest.to - latest.from)
    let shared = 0
    while (shared < end && known[latest.from + shared] === bytes[from + shared]) shared += 1
    return shared
  }

  /** Adds a text that shares a prefix with the latest, and makes it both the previous and the latest. */
  add(shared: number, bytes: Uint8Array, from: number, to: number): TextSpan {
    const start = this.#written.length
    const { latest } = this
    this.#written.part(this.bytes, latest.from, latest.from + shared).part(bytes, from, to)
    const span = { from: start, to: this.#written.length }
    this.previous = this.latest = span
    if (span.to - start <= rememberedBytesMax && this.#spans.length < rememberedMax) this.#spans.push(span)
    return span
  }

  /** Indexes the last added text, so that {@link recall} finds it. */
  nameLast(): void {
    const { from, to } = this.latest
    const index = this.#spans.length - 1
    if (this.#spans[index] === this.latest) this.#indexes.set(plainText(this.bytes, from, to), index)
  }

  #isAt(span: TextSpan, bytes: Uint8Array, from: number, to: number): boolean {
    if (span.to - span.from !== to - from) return false
    const known = this.bytes
    for (let at = from; at < to; at += 1) if (known[span.from + at - from] !== bytes[at]) return false
    return true
  }
}
