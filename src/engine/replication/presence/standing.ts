import { clockSkewMaxMs } from '../../event/index.ts'
import type { LogId } from '../../identifier/index.ts'
import type { Hierarchy } from '../../merge/index.ts'

/** `retired`: not seen for long. `unknown`: its log is not registered. */
export type CopyState = 'live' | 'leaving' | 'left' | 'abandoned' | 'retired' | 'unknown'

export interface Standing {
  readonly line: LogId
  readonly state: CopyState
  readonly lastSeenMs: number | null
  /** Until when compaction awaits this copy's acknowledgement. Null if not awaited. */
  readonly awaitedUntilMs: number | null
}

export interface StandingRules {
  /** A copy unseen for this long is no longer awaited. It may return at any time. */
  readonly retireAfterMs: number
}

const dayMs = 24 * 60 * 60 * 1000

/** Longer than a leave in the busy season. The cost is keeping deletion markers and old versions. */
export const defaultStandingRules: StandingRules = { retireAfterMs: 90 * dayMs }

/**
 * Determines each copy's status and until when it is awaited. Does not await copies that left or were
 * abandoned. Awaits others for a limited time, so that none blocks compaction for ever. Only decides how long
 * deletion markers and old versions are kept, so merging is safe in any case. Pure.
 */
export const standings = (
  hierarchy: Hierarchy,
  logs: readonly { readonly logId: LogId; readonly lastSeenMs: number | null }[],
  nowMs: number,
  { retireAfterMs }: StandingRules,
): readonly Standing[] =>
  logs.map(({ logId, lastSeenMs }) => {
    const untilMs = lastSeenMs === null ? null : lastSeenMs + retireAfterMs
    const isLate = untilMs === null || untilMs <= nowMs
    const state = stateOf(logId, hierarchy, isLate)
    const isEnded = state === 'left' || state === 'abandoned'
    return { line: logId, state, lastSeenMs, awaitedUntilMs: isEnded || isLate ? null : untilMs }
  })

const stateOf = (logId: LogId, hierarchy: Hierarchy, isLate: boolean): CopyState => {
  if (hierarchy.abandonment(logId)) return 'abandoned'
  const stage = hierarchy.leaving(logId)?.stage
  if (stage === 'left' || stage === 'leaving') return stage
  if (!hierarchy.registration(logId)) return 'unknown'
  return isLate ? 'retired' : 'live'
}

/**
 * Latest sign of life of a copy. Ignores times beyond the allowed clock skew, since a clock years ahead would
 * keep it awaited that long. Pure.
 */
export const lastSeenMs = (seenMs: readonly number[], nowMs: number): number | null => {
  const sane = seenMs.filter((ms) => ms <= nowMs + clockSkewMaxMs)
  return sane.length === 0 ? null : Math.min(nowMs, Math.max(...sane))
}
