import type { Measures } from '../../result/run-record.ts'
import type { SimAccess } from '../access/index.ts'
import { longestSurvivalMs } from '../check/index.ts'

export const accessMeasuresOf = ({
  log,
  windowMs: stalenessBoundMs,
}: SimAccess): NonNullable<Measures['access']> => {
  const { served, attempts, revocations, sendings, deniedRequests } = log
  const behind = served.map(({ behindMs }) => behindMs).toSorted((a, b) => a - b)
  return {
    behindMs: { p50: behind[Math.floor((behind.length - 1) / 2)] ?? null, max: behind.at(-1) ?? null },
    refillLooks: served.filter(({ isRefilling }) => isRefilling).length,
    refusedWrites: attempts.filter(({ outcome }) => outcome === 'refused').length,
    revocations: revocations.length,
    rightSurvivedMs: longestSurvivalMs({ revocations, sendings }),
    windowMs: stalenessBoundMs,
    turnedAway: deniedRequests.length,
  }
}
