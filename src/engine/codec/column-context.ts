import { CodecError } from '../binary/index.ts'
import type { LogId } from '../identifier/index.ts'
import { KnownTexts } from './known-texts.ts'

/** Each column of texts has its own dictionary. */
export const textColumns = ['author', 'note', 'table', 'key', 'group', 'field'] as const
export type TextColumn = (typeof textColumns)[number]

/** The dictionaries of everything written so far. Writer and reader build them from the same events, so both agree. */
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
  /** The timestamp of the previous event. */
  timestampMs = 0

  /** A log's index, or -1 if it did not occur yet. */
  indexOf(log: LogId): number {
    return this.#indexes.get(log) ?? -1
  }

  logAt(index: number): LogId {
    const log = this.#logs[index]
    if (log === undefined) throw new CodecError(`Cannot read columns: they name log ${index} of none`)
    return log
  }

  addLog(log: LogId): number {
    const index = this.#logs.length
    this.#logs.push(log)
    this.#indexes.set(log, index)
    this.#mentioned.push(0)
    return index
  }

  mentioned(index: number): number {
    return this.#mentioned[index] ?? 0
  }

  mention(index: number, seq: number): void {
    this.#mentioned[index] = seq
  }
}
