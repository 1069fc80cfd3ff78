import { checks } from '../../plan/definitions/check/index.ts'
import type { FailoverRecord, GapRecord } from '../record/index.ts'
import { judgeOf } from './judge.ts'
import { judgementOf } from './verdict.ts'

/** Each outage that begins in a gap adds the bound once more. An outage of the balancer adds its length. */
export const gapsBoundedJudge = judgeOf(checks.gapsBounded, {
  applies: ({ failover }) => failover,
  judge: (failover) => {
    const { gaps, outages, detectionMs, retryMs } = failover
    const findings = gaps.flatMap((gap) => {
      const lastedMs = lengthMs(gap)
      const boundMs = boundMsOf(gap, failover)
      if (lastedMs <= boundMs) return []
      const what = gap.toUs === null ? 'still had none at the end, after' : 'had none for'
      return [
        `${gap.copy} asked ${gap.through} for an answer and ${what} ${inSeconds(lastedMs)}; the bound is ${inSeconds(boundMs)}`,
      ]
    })
    if (outages.some(({ isInsideTransfer }) => isInsideTransfer) && gaps.length === 0)
      findings.push('a server died while something was brought to it, and nobody noticed')
    const longest = Math.max(0, ...gaps.map(lengthMs))
    const summary = `${outages.length} outages, ${gaps.length} gaps, the longest ${inSeconds(longest)}, the bound of one ${inSeconds(detectionMs + retryMs)}`
    return judgementOf(summary, findings)
  },
})

const boundMsOf = (gap: GapRecord, { outages, detectionMs, retryMs }: FailoverRecord): number => {
  const toUs = gap.toUs ?? gap.seenUntilUs
  const met = outages.filter(({ fromUs, toUs: overUs }) => fromUs <= toUs && (overUs ?? toUs) >= gap.fromUs)
  const downMs = met.reduce(
    (sum, { isBalancer, fromUs, toUs: overUs }) =>
      sum + (isBalancer ? ((overUs ?? toUs) - fromUs) / 1000 : 0),
    0,
  )
  return Math.max(1, met.length) * (detectionMs + retryMs) + downMs
}

const lengthMs = ({ fromUs, toUs, seenUntilUs }: GapRecord): number => ((toUs ?? seenUntilUs) - fromUs) / 1000

const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
