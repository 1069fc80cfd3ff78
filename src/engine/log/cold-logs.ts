import type { AbandonOp } from '../event/index.ts'
import type { LogId } from '../identifier/index.ts'
import type { BaseParts } from './log-base.ts'
import type { VersionEntry } from './version-vector.ts'

/** Where somebody cut a line off: the event with that hash, and so the history in which it stands. */
export type Cut = Pick<AbandonOp, 'log' | 'seq' | 'hash'>

/** On which side of a split the author of a branch stood. */
export interface SideParts {
  readonly fork: LogId
  readonly side: LogId
  readonly since: number
}

/** A branch as it was written down: all but the events themselves. */
export interface HistoryParts extends BaseParts {
  readonly id: LogId
  /** The line that it is a branch of, or is. */
  readonly log: LogId
  readonly parent: LogId | null
  readonly from: number
  readonly appliedSeq: number
  readonly emittedSeq: number
  /** Infinite where it is not cut off. */
  readonly limit: number
  readonly sides: readonly SideParts[]
}

/** A branch's row in a snapshot. What it says beyond its name and its end is in `bytes`, and is read when somebody asks. */
export interface LogRow {
  readonly id: LogId
  readonly seq: number
  /** False where it has several histories, or events that were not folded. */
  readonly isCold: boolean
  readonly bytes: Uint8Array
}

/**
 * Lines of which there is one history, all of it folded: rows in a table until somebody asks for one of them. Of ten
 * thousand copies that ever were, most have ended, and nobody does.
 */
export interface ColdLogs {
  /** By name, in order: those that rest still. */
  logs(): readonly LogId[]
  /** How far a line lies there; 0 where it does not rest. */
  seqOf(log: LogId): number
  /** Null where it does not rest. */
  entry(log: LogId): VersionEntry | null
  /** All that was written down of it; null where it does not rest. */
  parts(log: LogId): HistoryParts | null
  /** The same as it lies in the snapshot, to be written down once more. */
  row(log: LogId): LogRow | null
  /** From now on it does not rest any more. Null where it did not. */
  load(log: LogId): HistoryParts | null
}

/** All lines as they were written down. */
export interface SavedLogs {
  readonly cold: ColdLogs
  /** With several histories, or with events that were not folded. Parents before their children. */
  readonly loaded: readonly HistoryParts[]
  readonly cuts: readonly Cut[]
}
