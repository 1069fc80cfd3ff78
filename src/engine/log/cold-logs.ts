import type { AbandonOp } from '../event/index.ts'
import type { LogId } from '../identifier/index.ts'
import type { BaseParts } from './log-base.ts'
import type { VersionEntry } from './version-vector.ts'

/** The hash selects the history that contains the event. */
export type Cut = Pick<AbandonOp, 'log' | 'seq' | 'hash'>

export interface SideParts {
  readonly fork: LogId
  readonly side: LogId
  readonly since: number
}

export interface HistoryParts extends BaseParts {
  readonly id: LogId
  /** The log that it is, or is a branch of. */
  readonly log: LogId
  readonly parent: LogId | null
  readonly from: number
  readonly appliedSeq: number
  readonly emittedSeq: number
  /** Infinite if not cut off. */
  readonly limit: number
  readonly sides: readonly SideParts[]
}

/** Name and end are decoded; the rest stays in `bytes` until needed. */
export interface LogRow {
  readonly id: LogId
  readonly seq: number
  /** False for a log with several histories, or with events not applied. */
  readonly isCold: boolean
  readonly bytes: Uint8Array
}

/**
 * Logs with one history, all applied, decoded on demand. Most of ten thousand copies have ended and are
 * never asked for.
 */
export interface ColdLogs {
  /** Sorted by id. */
  logs(): readonly LogId[]
  /** Returns 0 if the log is not cold. */
  seqOf(log: LogId): number
  entry(log: LogId): VersionEntry | null
  parts(log: LogId): HistoryParts | null
  row(log: LogId): LogRow | null
  /** Removes the log from the table. Returns null if it is not cold. */
  load(log: LogId): HistoryParts | null
}

export interface SavedLogs {
  readonly cold: ColdLogs
  /** Logs with several histories, or with events not applied. Parents come before their children. */
  readonly loaded: readonly HistoryParts[]
  readonly cuts: readonly Cut[]
}
