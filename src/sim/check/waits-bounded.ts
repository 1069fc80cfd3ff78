import { checks } from '../../plan/definitions/check/index.ts'
import { everyRun, judgeOf } from './judge.ts'
import { judgementOf } from './verdict.ts'

export const waitsBoundedJudge = judgeOf(checks.waitsBounded, {
  applies: everyRun,
  judge: ({ waits, waitBoundMs }) => {
    const longest = Math.max(0, ...waits.map(({ waitedMs }) => waitedMs))
    if (waitBoundMs === null)
      return judgementOf(
        `${waits.length} waits, the longest ${inSeconds(longest)}; nothing is scarce here`,
        [],
      )
    const findings = waits.flatMap(({ copy, waitedMs, isOver }) =>
      waitedMs > waitBoundMs
        ? [`${copy} ${isOver ? 'waited' : 'still waits, since'} ${inSeconds(waitedMs)}`]
        : [],
    )
    if (waits.length === 0) findings.push('nobody ever wanted to connect')
    return judgementOf(
      `${waits.length} waits, the longest ${inSeconds(longest)}, the bound ${inSeconds(waitBoundMs)}`,
      findings,
    )
  },
})

const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
