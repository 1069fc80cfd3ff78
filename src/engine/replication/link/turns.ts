/** How a share's sessions are used when there are more copies than it has room for. */
export interface TurnRules {
  /** The longest that a copy keeps its session while others need it. */
  readonly sessionTimeMs: number
  /** A refused copy tries again after half to one and a half times this. */
  readonly retryMs: number
  /** Turns are as short as their exchanges allow, and `holdMs` is the longest; otherwise each lasts `holdMs`. */
  readonly adapts?: boolean
}

/** Sessions left free for newcomers and for whoever administers the host. */
export const reservedSessions = 2

/** What a Windows client edition accepts (docs/fidelity.md §1.1): assumed at the first refusal when nothing says more. */
export const platformSessionLimit = 20

/** The share of the usable sessions that turns may fill, so that a returning copy mostly finds one. */
export const offeredLoadMax = 0.7

export interface Contention {
  /** Copies registered as working with this share. */
  readonly copies: number
  /** Sessions that the host accepts; null when it is not known to have a limit. */
  readonly limit: number | null
}

export const usableSessions = (limit: number): number => Math.max(1, limit - reservedSessions)

/** Whether there are more copies than sessions, so that each must let go now and then. */
export const takesTurns = ({ copies, limit }: Contention): boolean =>
  limit !== null && copies > usableSessions(limit)

/**
 * How long a copy stays away after a turn: with N copies holding h and away a, N·h/(h+a) sessions are in use on
 * average, and that may be 0.7 of the usable ones at most.
 */
export const backOffMs = (contention: Contention, rules: TurnRules): number => {
  if (contention.limit === null || !takesTurns(contention)) return 0
  return Math.ceil(
    rules.sessionTimeMs * (contention.copies / (offeredLoadMax * usableSessions(contention.limit)) - 1),
  )
}

/** Never earlier than {@link backOffMs}, and spread, so that those who left together do not return together. */
export const jitteredBackOffMs = (backOffForMs: number, unit: number): number =>
  Math.round(backOffForMs * (1 + 0.4 * unit))

export const jitteredRetryMs = (rules: TurnRules, unit: number): number =>
  Math.round(rules.retryMs * (0.5 + unit))

/** The longest that a refused copy waits before it tries again. */
export const retryMsMax = (rules: TurnRules): number => rules.retryMs * 1.5

/**
 * How much of a turn is left. None where the clock was set back meanwhile: how long it was held is not known then, and
 * others wait.
 */
export const sessionTimeLeftMs = (sinceMs: number, sessionTimeMs: number, nowMs: number): number =>
  nowMs < sinceMs ? 0 : sinceMs + sessionTimeMs - nowMs
