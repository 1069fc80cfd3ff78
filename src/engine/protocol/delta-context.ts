import { type Column, ColumnContext } from '../codec/index.ts'
import type { LogId } from '../identifier/index.ts'

/** Numbers that a message foretells from the one before in the same place. */
export type PredictedField =
  | Column
  | 'stretch-count'
  | 'stretch-line'
  | 'stretch-gap'
  | 'stretch-events'
  | 'text-index'

/** After so much has passed both sides begin anew: what either remembers of the other is bounded. */
const passedBytesMax = 512 * 1024

/** The start of the hash at a place of a line; null where that is not here, or may be one of several. */
export type HashStartAt = (logId: LogId, seq: number) => string | null

/**
 * What one direction of a session has carried so far. Both sides keep the same, and it depends on nothing but what was
 * carried; it may be lost at any time, and then a new session says everything once more.
 */
export class DeltaContext {
  #columns = new ColumnContext()
  #last = new Map<PredictedField, number>()
  #ends = new Map<number, number>()
  #passedBytes = 0

  get columns(): ColumnContext {
    return this.#columns
  }

  last(field: PredictedField): number {
    return this.#last.get(field) ?? 0
  }

  note(field: PredictedField, value: number): void {
    this.#last.set(field, value)
  }

  /** Up to where events of a line were carried last. */
  end(logId: number): number {
    return this.#ends.get(logId) ?? 0
  }

  noteEnd(logId: number, seq: number): void {
    this.#ends.set(logId, seq)
  }

  /** To be called after each message, on both sides. */
  passed(bytes: number): void {
    this.#passedBytes += bytes
    if (this.#passedBytes < passedBytesMax) return
    this.#columns = new ColumnContext()
    this.#last = new Map()
    this.#ends = new Map()
    this.#passedBytes = 0
  }
}
