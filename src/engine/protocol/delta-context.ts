import { type Column, ColumnContext } from '../codec/index.ts'
import type { LogId } from '../identifier/index.ts'

/** Numbers predicted from their previous value in the session. */
export type PredictedField = Column | 'span-count' | 'span-log' | 'span-gap' | 'span-events' | 'text-index'

/** Both sides reset after this many bytes, which bounds their memory. */
const passedBytesMax = 512 * 1024

/** Returns null if the event is not local or the log is forked. */
export type HashStartAt = (logId: LogId, seq: number) => string | null

/**
 * State of one direction of a session. Both sides derive it from the transferred messages alone. It may be
 * lost at any time: a new session then sends everything in full.
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

  end(logId: number): number {
    return this.#ends.get(logId) ?? 0
  }

  noteEnd(logId: number, seq: number): void {
    this.#ends.set(logId, seq)
  }

  /** Call after each message, on both sides. */
  passed(bytes: number): void {
    this.#passedBytes += bytes
    if (this.#passedBytes < passedBytesMax) return
    this.#columns = new ColumnContext()
    this.#last = new Map()
    this.#ends = new Map()
    this.#passedBytes = 0
  }
}
