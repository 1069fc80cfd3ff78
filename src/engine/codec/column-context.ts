import { CodecError } from '../binary/index.ts'
import type { LogId } from '../identifier/index.ts'
import { KnownTexts } from './known-texts.ts'

/** Where in an event a text stands: each has a memory of its own. */
export const textColumns = ['author', 'note', 'table', 'key', 'group', 'field'] as const
export type TextColumn = (typeof textColumns)[number]

/**
 * What was written so far, and so need not be written again: whoever writes and whoever reads keep the same. It depends
 * on nothing but what went before, so that it is the same on both sides.
 */
export class ColumnContext {
  readonly texts: Readonly<Record<TextColumn, KnownTexts>> = {
    author: new KnownTexts(),
    note: new KnownTexts(),
    table: new KnownTexts(),
    key: new KnownTexts(),
    group: new KnownTexts(),
    field: new KnownTexts(),
  }
  readonly #logs: LogId[] = []
  readonly #indexes = new Map<LogId, number>()
  readonly #mentioned: number[] = []
  /** The stamp of the event before. */
  timestampMs = 0

  /** A line's index; -1 where it did not come yet. */
  indexOf(log: LogId): number {
    return this.#indexes.get(log) ?? -1
  }

  logAt(index: number): LogId {
    const log = this.#logs[index]
    if (log === undefined) throw new CodecError(`Cannot read columns: they name line ${index} of none`)
    return log
  }

  addLog(log: LogId): number {
    const index = this.#logs.length
    this.#logs.push(log)
    this.#indexes.set(log, index)
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
