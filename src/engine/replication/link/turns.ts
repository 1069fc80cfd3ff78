export interface TurnRules {
  /** Longest session while other copies need it. */
  readonly sessionTimeMs: number
  /** A refused copy retries after 0.5 to 1.5 times this. */
  readonly retryMs: number
  /** Shortens turns as far as their exchanges allow. Otherwise each lasts `sessionTimeMs`. */
  readonly adapts?: boolean
}

/** Sessions left free for newcomers and the host's administrator. */
export const reservedSessions = 2

/** Limit of Windows client editions (docs/fidelity.md §1.1), assumed after a refusal if no other is known. */
export const platformSessionLimit = 20

/** Part of the usable sessions that turns may fill, so that a returning copy usually finds one. */
export const offeredLoadMax = 0.7

export interface Contention {
  readonly copies: number
  /** Sessions that the host accepts. Null if no limit is known. */
  readonly limit: number | null
}

export const usableSessions = (limit: number): number => Math.max(1, limit - reservedSessions)

export const takesTurns = ({ copies, limit }: Contention): boolean =>
  limit !== null && copies > usableSessions(limit)

/**
 * Back-off after a turn. N copies that hold for h and stay away for a use N·h/(h+a) sessions on average. This
 * keeps that at 0.7 of the usable ones.
 */
export const backOffMs = (contention: Contention, rules: TurnRules): number => {
  if (contention.limit === null || !takesTurns(contention)) return 0
  return Math.ceil(
    rules.sessionTimeMs * (contention.copies / (offeredLoadMax * usableSessions(contention.limit)) - 1),
  )
}

/** At least {@link backOffMs}, with jitter, so that copies that left together return apart. */
export const jitteredBackOffMs = (backOffForMs: number, unit: number): number =>
  Math.round(backOffForMs * (1 + 0.4 * unit))

export const jitteredRetryMs = (rules: TurnRules, unit: number): number =>
  Math.round(rules.retryMs * (0.5 + unit))

export const retryMsMax = (rules: TurnRules): number => rules.retryMs * 1.5

/** Returns 0 if the clock was set back, since the elapsed time is unknown and others wait. */
export const sessionTimeLeftMs = (sinceMs: number, sessionTimeMs: number, nowMs: number): number =>
  nowMs < sinceMs ? 0 : sinceMs + sessionTimeMs - nowMs
