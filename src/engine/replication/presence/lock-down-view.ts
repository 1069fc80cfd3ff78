import type { Hierarchy, LockDown } from '../../merge/index.ts'
import type { CopyProperties } from './properties.ts'

/** A lock-down in force, and for whom it waits: those may still write, or may have written what is not here yet. */
export interface LockDownView {
  readonly lockDown: LockDown
  readonly holder: CopyProperties | null
  readonly waitsFor: readonly CopyProperties[]
}

/**
 * Pure: a copy that confirmed has written nothing since, and its line has no gaps: who has the confirmation has all of
 * its work. It waits for everybody else who has not left and was not abandoned, however long ago they were seen.
 */
export const lockDownViews = (
  hierarchy: Hierarchy,
  copies: readonly CopyProperties[],
): readonly LockDownView[] =>
  hierarchy.lockDowns().map((lockDown) => ({
    lockDown,
    holder: copies.find(({ line: logId }) => logId === lockDown.dot.log) ?? null,
    waitsFor: copies.filter(
      ({ line: logId }) =>
        logId !== lockDown.dot.log && !lockDown.confirmedBy.includes(logId) && !hierarchy.hasEnded(logId),
    ),
  }))
