import type { Recording } from '../record/index.ts'
import { type Verdict, verdictOf } from './verdict.ts'

/** S8: everyone who can connect completes a sync within the computed bound. */
export const waitsAreBounded = ({ waits, waitBoundMs }: Recording): Verdict => {
  const longest = Math.max(0, ...waits.map(({ waitedMs }) => waitedMs))
  if (waitBoundMs === null)
    return verdictOf(
      'S8',
      `${waits.length} waits, the longest ${inSeconds(longest)}; nothing is scarce here`,
      [],
    )
  const findings = waits.flatMap(({ copy, waitedMs, isOver }) =>
    waitedMs > waitBoundMs
      ? [`${copy} ${isOver ? 'waited' : 'still waits, since'} ${inSeconds(waitedMs)}`]
      : [],
  )
  if (waits.length === 0) findings.push('nobody ever wanted to connect')
  return verdictOf(
    'S8',
    `${waits.length} waits, the longest ${inSeconds(longest)}, the bound ${inSeconds(waitBoundMs)}`,
    findings,
  )
}

const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
