import {
  backOffMs,
  type Contention,
  offeredLoadMax,
  takesTurns,
  type TurnRules,
  usableSessions,
} from './turns.ts'

/** What a copy has measured of its own turns. */
export interface TurnPacing {
  /** How long an exchange takes until both sides are level, from the moment there is a session; null before the first. */
  readonly exchange: { readonly smoothedMs: number; readonly deviationMs: number } | null
  /** Turns it has had. */
  readonly turns: number
  /** Of the usable sessions, those that experience leaves to this crowd; null before there was any. */
  readonly usable: number | null
}

export const unmeasured: TurnPacing = { exchange: null, turns: 0, usable: null }

/** A turn is at least this long: connecting and taking leave cost a dozen round trips, and should be little of it. */
export const sessionTimeMsMin = 10_000

/** A turn lasts so many times as long as the exchange that it is for, so that most of it is time to work in. */
export const sessionTimePerExchange = 4

/** Smoothed as TCP smooths round trips: gain 1/8 for the mean, 1/4 for its deviation (RFC 6298, Jacobson 1988). */
export const afterExchange = (pacing: TurnPacing, tookMs: number): TurnPacing => {
  if (!pacing.exchange) return { ...pacing, exchange: { smoothedMs: tookMs, deviationMs: tookMs / 2 } }
  const { smoothedMs, deviationMs } = pacing.exchange
  const exchange = {
    smoothedMs: smoothedMs + (tookMs - smoothedMs) / 8,
    deviationMs: deviationMs + (Math.abs(tookMs - smoothedMs) - deviationMs) / 4,
  }
  return { ...pacing, exchange }
}

/** Met before one turn: more says that the sessions are not there, since chance alone gives so many but rarely. */
export const refusalsExpectedMax = 1

/** However many refusals there are, a copy comes back: nobody reckons with less than this part of the usable sessions. */
export const usableShareMin = 1 / 4

/**
 * After a turn that came at the try after `refusals`. Many say that more sessions are taken than this crowd takes: by strangers, or
 * by copies that nobody knows of yet. A quarter fewer are reckoned with then, and after a turn that came easily an eighth more:
 * increasing by steps and decreasing by a factor is what brings many who do not talk to each other to equal shares (Chiu and Jain
 * 1989). Of the first turn nothing is learned, since everybody came at once.
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
 * How long a turn lasts. How often a copy's turn comes is inversely proportional to it (the share of its time that a copy is linked
 * is 0.7·U/N whatever the hold), so it is as short as its exchanges allow, and never longer than the rules say.
 */
export const sessionTimeMsAt = ({ exchange }: TurnPacing, rules: TurnRules): number => {
  if (!rules.adapts || !exchange) return rules.sessionTimeMs
  const { smoothedMs, deviationMs } = exchange
  const enoughMs = Math.max(sessionTimePerExchange * smoothedMs, smoothedMs + 4 * deviationMs)
  return Math.min(rules.sessionTimeMs, Math.max(sessionTimeMsMin, Math.ceil(enoughMs)))
}

/**
 * How long a copy stays away after a session that lasted `heldMs`: it is linked for 0.7·u/N of its time, u ≤ U, so that N copies
 * together use 0.7·U sessions at most, however differently long their turns are.
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
