import { backOffMs, type Contention, retryMsMax, takesTurns, type TurnRules } from './turns.ts'

/** Probability that a wait exceeds the bound. */
export const exceedanceMax = 1e-9

/**
 * A dead client's session keeps its slot this long: 120 s of silence and ten probes (docs/fidelity.md §1.2).
 */
export const deadSessionMs = 130_000

/** A turn's first exchange, and the poll by which the others notice contention. */
export const firstExchangeMs = 60_000

/**
 * Engset call congestion: the probability that one of `sources` finds all `slots` taken. Each source offers
 * the load `offered`, the ratio of holding to idle time (docs/fidelity.md §6.1).
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
 * Longest wait for a turn, except with probability 1e-9. Adds up three parts. Crowd: ⌈N/L⌉ session times,
 * if all copies arrive at once. A copy stays away for N/(0.7·U) of them, so each has its first turn before
 * any has a second. Refusals: k of them, each followed by the longest retry, with p^k below 1e-9. Here p is
 * Engset's call congestion at 0.7·U. Retries lie more than half a session time apart and count as
 * independent. Recovery: a dead session's hold on its slot, and the first exchange. With adaptive turns,
 * `sessionTimeMs` is the longest turn. Returns null if the host has no limit.
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
