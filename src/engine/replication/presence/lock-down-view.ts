import type { Hierarchy, LockDown } from '../../merge/index.ts'
import type { CopyProperties } from './properties.ts'

/** A lock-down in force, and the copies it awaits. Those may still write, or hold unreplicated events. */
export interface LockDownView {
  readonly lockDown: LockDown
  readonly holder: CopyProperties | null
  readonly waitsFor: readonly CopyProperties[]
}

/**
 * A copy writes nothing after it confirms, so its confirmation proves that all its work is here. Awaits
 * every copy that neither left nor was abandoned, however long unseen. Pure.
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
