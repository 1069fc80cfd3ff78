import type { AbandonOp } from '../event/index.ts'
import type { LineId } from '../identifier/index.ts'
import type { HeadsEntry } from './heads.ts'
import type { BaseParts } from './line-base.ts'

/** Where somebody cut a line off: the event with that hash, and so the history in which it stands. */
export type Cut = Pick<AbandonOp, 'line' | 'seq' | 'hash'>

/** On which side of a split the author of a branch stood. */
export interface SideParts {
  readonly split: LineId
  readonly side: LineId
  readonly since: number
}

/** A branch as it was written down: all but the events themselves. */
export interface BranchParts extends BaseParts {
  readonly id: LineId
  /** The line that it is a branch of, or is. */
  readonly line: LineId
  readonly parent: LineId | null
  readonly from: number
  readonly appliedSeq: number
  readonly toldSeq: number
  /** Infinite where it is not cut off. */
  readonly limit: number
  readonly sides: readonly SideParts[]
}

/** A branch's row in a snapshot. What it says beyond its name and its end is in `bytes`, and is read when somebody asks. */
export interface LineRow {
  readonly id: LineId
  readonly seq: number
  /** False where it has several histories, or events that were not folded. */
  readonly isResting: boolean
  readonly bytes: Uint8Array
}

/**
 * Lines of which there is one history, all of it folded: rows in a table until somebody asks for one of them. Of ten
 * thousand copies that ever were, most have ended, and nobody does.
 */
export interface RestingLines {
  /** By name, in order: those that rest still. */
  lines(): readonly LineId[]
  /** How far a line lies there; 0 where it does not rest. */
  seqOf(line: LineId): number
  /** Null where it does not rest. */
  head(line: LineId): HeadsEntry | null
  /** All that was written down of it; null where it does not rest. */
  parts(line: LineId): BranchParts | null
  /** The same as it lies in the snapshot, to be written down once more. */
  row(line: LineId): LineRow | null
  /** From now on it does not rest any more. Null where it did not. */
  wake(line: LineId): BranchParts | null
}

/** All lines as they were written down. */
export interface RestingLog {
  readonly resting: RestingLines
  /** With several histories, or with events that were not folded. Parents before their children. */
  readonly awake: readonly BranchParts[]
  readonly cuts: readonly Cut[]
}
