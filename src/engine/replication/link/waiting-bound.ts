import { backOffMs, type Contention, retryMsMax, takesTurns, type TurnRules } from './turns.ts'

/** A wait longer than the bound has at most this probability. */
export const exceedanceMax = 1e-9

/** A session whose owner died or dropped off keeps its slot this long: 120 s of silence and ten probes (docs/fidelity.md §1.2). */
export const deadSessionMs = 130_000

/** The first exchange of a turn, and the check by which the others notice how many they are. */
export const firstExchangeMs = 60_000

/**
 * Engset's call congestion: how likely one of `sources` finds all `slots` taken by the others, when each is at rest
 * or holding in the proportion `offered` (docs/fidelity.md §6.1, oracle row 3).
 */
export const callCongestion = (sources: number, slots: number, offered: number): number => {
  let term = 1
  let sum = 1
  for (let busy = 1; busy <= slots; busy += 1) {
    term *= ((sources - busy) / busy) * offered
    sum += term
  }
  return Math.max(0, term / sum)
}

/**
 * How long a copy that wants its turn waits at most, but for a chance of 1e-9:
 *
 * - ⌈N/L⌉ holds for a first crowd that comes all at once. Nobody has a second turn before all have had their first, since a copy
 *   stays away for N/(0.7·U) holds; so all sessions can be taken by first turns for N/L holds in all, and no longer.
 * - k refusals with p^k below that chance, each followed by the longest retry. p is Engset's call congestion at 0.7·U. Tries lie
 *   further apart than half a hold, and are taken as independent.
 * - the time for which a dead session keeps its place, and the first exchange.
 *
 * Where turns adapt, `holdMs` is the longest of them, and the bound is the same. Null where nobody waits.
 */
export const waitingBoundMs = (contention: Contention, rules: TurnRules): number | null => {
  if (contention.limit === null) return null
  const recoveryMs = deadSessionMs + firstExchangeMs
  if (!takesTurns(contention)) return recoveryMs
  const offered = rules.sessionTimeMs / backOffMs(contention, rules)
  const congestion = callCongestion(contention.copies, contention.limit, offered)
  const contentionMs = Math.ceil(contention.copies / contention.limit) * rules.sessionTimeMs
  return contentionMs + refusalsInARow(congestion) * retryMsMax(rules) + recoveryMs
}

const refusalsInARow = (congestion: number): number => {
  let refusals = 1
  for (let chance = congestion; chance > exceedanceMax; chance *= congestion) refusals += 1
  return refusals
}
