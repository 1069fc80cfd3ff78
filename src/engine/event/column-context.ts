import { CodecError } from './byte-reader.ts'
import type { LineId } from './line.ts'

/** Longer texts are written out each time. */
export const rememberedTextBytesMax = 64
/** More are not remembered: what a decoder holds is bounded, whatever it is given. */
const rememberedMax = 4096

/** The texts that came in one place of events, such as their authors. */
export interface KnownTexts {
  readonly texts: Uint8Array[]
  readonly indexes: Map<string, number>
  previous: Uint8Array
  /** The last one that was written out: the next one is written as what differs from it. */
  latestNew: Uint8Array
}

const newKnownTexts = (): KnownTexts => ({
  texts: [],
  indexes: new Map(),
  previous: nothing,
  latestNew: nothing,
})

const nothing = new Uint8Array(0)

/** Where in an event a text stands: each has a memory of its own. */
export const textPlaces = ['author', 'note', 'table', 'key', 'group', 'field'] as const
export type TextPlace = (typeof textPlaces)[number]

/**
 * What was written so far, and so need not be written again: whoever writes and whoever reads keep the same. It depends
 * on nothing but what went before, so that it is the same on both sides.
 */
export class ColumnContext {
  readonly texts: Readonly<Record<TextPlace, KnownTexts>> = {
    author: newKnownTexts(),
    note: newKnownTexts(),
    table: newKnownTexts(),
    key: newKnownTexts(),
    group: newKnownTexts(),
    field: newKnownTexts(),
  }
  readonly #lines: LineId[] = []
  readonly #indexes = new Map<LineId, number>()
  readonly #mentioned: number[] = []
  /** The stamp of the event before. */
  stampMs = 0

  /** A line's index; -1 where it did not come yet. */
  indexOf(line: LineId): number {
    return this.#indexes.get(line) ?? -1
  }

  lineAt(index: number): LineId {
    const line = this.#lines[index]
    if (line === undefined) throw new CodecError(`Cannot read columns: they name line ${index} of none`)
    return line
  }

  addLine(line: LineId): number {
    const index = this.#lines.length
    this.#lines.push(line)
    this.#indexes.set(line, index)
    this.#mentioned.push(0)
    return index
  }

  /** How far a line was last said to reach. */
  mentioned(index: number): number {
    return this.#mentioned[index] ?? 0
  }

  mention(index: number, seq: number): void {
    this.#mentioned[index] = seq
  }
}

/** `key` is the text, one unit a byte. */
export const rememberText = (known: KnownTexts, text: Uint8Array, key: string | null): void => {
  known.latestNew = text
  if (text.length > rememberedTextBytesMax || known.texts.length >= rememberedMax) return
  if (key !== null) known.indexes.set(key, known.texts.length)
  known.texts.push(text)
}
