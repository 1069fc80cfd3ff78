import {
  backOffMs,
  type Contention,
  offeredLoadMax,
  takesTurns,
  type TurnRules,
  usableSessions,
} from './turns.ts'

export interface TurnPacing {
  /** Time from connecting until both sides are in sync. Null before the first exchange. */
  readonly exchange: { readonly smoothedMs: number; readonly deviationMs: number } | null
  readonly turns: number
  /** Estimated sessions available to this crowd. Null without a measurement. */
  readonly usable: number | null
}

export const unmeasured: TurnPacing = { exchange: null, turns: 0, usable: null }

/** Connecting and disconnecting take a dozen round trips, and should be a small part of a turn. */
export const sessionTimeMsMin = 10_000

/** A turn lasts this many times its exchange, so that most of it is working time. */
export const sessionTimePerExchange = 4

/**
 * Smooths like TCP's round-trip estimate: gain 1/8 for the mean, 1/4 for the deviation (RFC 6298, Jacobson
 * 1988).
 */
export const afterExchange = (pacing: TurnPacing, tookMs: number): TurnPacing => {
  if (!pacing.exchange) return { ...pacing, exchange: { smoothedMs: tookMs, deviationMs: tookMs / 2 } }
  const { smoothedMs, deviationMs } = pacing.exchange
  const exchange = {
    smoothedMs: smoothedMs + (tookMs - smoothedMs) / 8,
    deviationMs: deviationMs + (Math.abs(tookMs - smoothedMs) - deviationMs) / 4,
  }
  return { ...pacing, exchange }
}

/** Normal refusals before a turn. More suggest missing sessions, since chance rarely causes so many. */
export const refusalsExpectedMax = 1

/** Lower bound for the estimate of usable sessions, so that a copy always returns. */
export const usableShareMin = 1 / 4

/**
 * Adapts the estimate after a turn that took `refusals` attempts. Many mean that strangers take sessions:
 * it drops by a quarter. An easy turn adds an eighth. Additive increase with multiplicative decrease
 * converges to equal shares (Chiu and Jain 1989). Ignores the first turn, when all copies come at once.
 */
export const afterTurn = (pacing: TurnPacing, contention: Contention, refusals: number): TurnPacing => {
  const turns = pacing.turns + 1
  if (contention.limit === null || pacing.turns === 0) return { ...pacing, turns }
  const all = usableSessions(contention.limit)
  const now = usableOf(pacing, contention)
  if (refusals <= refusalsExpectedMax) return { ...pacing, turns, usable: Math.min(all, now + all / 8) }
  return { ...pacing, turns, usable: Math.max(all * usableShareMin, now * 0.75) }
}

/**
 * A copy is linked 0.7·U/N of its time for turns of any duration, so shorter turns come more often. Hence as
 * short as exchanges allow, and at most `rules.sessionTimeMs`.
 */
export const sessionTimeMsAt = ({ exchange }: TurnPacing, rules: TurnRules): number => {
  if (!rules.adapts || !exchange) return rules.sessionTimeMs
  const { smoothedMs, deviationMs } = exchange
  const enoughMs = Math.max(sessionTimePerExchange * smoothedMs, smoothedMs + 4 * deviationMs)
  return Math.min(rules.sessionTimeMs, Math.max(sessionTimeMsMin, Math.ceil(enoughMs)))
}

/**
 * Back-off after a session of `sessionMs`. The copy is linked 0.7·u/N of its time, with u ≤ U. So N copies
 * use at most 0.7·U sessions, even with turns of different lengths.
 */
export const backOffMsAt = (
  contention: Contention,
  pacing: TurnPacing,
  rules: TurnRules,
  sessionMs: number,
): number => {
  if (!rules.adapts) return backOffMs(contention, rules)
  if (!takesTurns(contention)) return 0
  return Math.ceil(sessionMs * (contention.copies / (offeredLoadMax * usableOf(pacing, contention)) - 1))
}

const usableOf = ({ usable }: TurnPacing, { limit }: Contention): number => {
  const all = limit === null ? 1 : usableSessions(limit)
  return Math.min(usable ?? all, all)
}
