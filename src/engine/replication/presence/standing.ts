import { clockSkewMaxMs } from '../../event/index.ts'
import type { LogId } from '../../identifier/index.ts'
import type { Hierarchy } from '../../merge/index.ts'

/** How a copy stands with the file. `retired`: nothing was heard of it for long. `unknown`: a line that nobody registered. */
export type CopyState = 'live' | 'leaving' | 'left' | 'abandoned' | 'retired' | 'unknown'

export interface Standing {
  readonly line: LogId
  readonly state: CopyState
  readonly lastSeenMs: number | null
  /** Until when compaction waits for this copy to acknowledge; null where it does not wait for it. */
  readonly awaitedUntilMs: number | null
}

export interface StandingRules {
  /** A copy that nothing was heard of for this long is not waited for; when it returns, it is taken in as ever. */
  readonly retireAfterMs: number
}

const dayMs = 24 * 60 * 60 * 1000

/** Longer than a busy season's leave; what is kept meanwhile are deletion markers and old versions. */
export const defaultStandingRules: StandingRules = { retireAfterMs: 90 * dayMs }

/**
 * Pure: how each line's copy stands, and until when it is waited for. Whoever left or was abandoned never is, everybody
 * else for a time that has an end: nobody can block compaction for ever. Folding is safe whatever this says; it decides
 * how long deletion markers and old versions are kept, and nothing else.
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
 * Pure: the latest of the times at which something was heard of a copy. One that lies ahead of this machine's clock by
 * more than a stamp may is no evidence: a copy whose clock is wrong by years would be waited for as long.
 */
export const lastSeenMs = (seenMs: readonly number[], nowMs: number): number | null => {
  const sane = seenMs.filter((ms) => ms <= nowMs + clockSkewMaxMs)
  return sane.length === 0 ? null : Math.min(nowMs, Math.max(...sane))
}
