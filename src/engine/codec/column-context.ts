import { CodecError } from '../binary/index.ts'
import type { LineId } from '../identifier/index.ts'
import { KnownTexts } from './known-texts.ts'

/** Where in an event a text stands: each has a memory of its own. */
export const textPlaces = ['author', 'note', 'table', 'key', 'group', 'field'] as const
export type TextPlace = (typeof textPlaces)[number]

/**
 * What was written so far, and so need not be written again: whoever writes and whoever reads keep the same. It depends
 * on nothing but what went before, so that it is the same on both sides.
 */
export class ColumnContext {
  readonly texts: Readonly<Record<TextPlace, KnownTexts>> = {
    author: new KnownTexts(),
    note: new KnownTexts(),
    table: new KnownTexts(),
    key: new KnownTexts(),
    group: new KnownTexts(),
    field: new KnownTexts(),
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
