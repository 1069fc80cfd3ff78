import type { Recording } from '../record/index.ts'
import { type Verdict, verdictOf } from './verdict.ts'

/** S3: after healing, all copies fold to the same state, byte for byte. */
export const copiesHoldTheSame = ({ states, healed }: Recording): Verdict => {
  const first = states[0]
  const findings = states.flatMap(({ copy, state }) =>
    first && state !== first.state
      ? [`${copy} differs from ${first.copy}: ${firstDifference(state, first.state)}`]
      : [],
  )
  if (!healed) findings.unshift('not everything had been carried when the time for healing was over')
  if (states.length < 2) findings.push('there were no two copies to compare')
  return verdictOf(
    'S3',
    `${states.length} copies of ${first?.state.length ?? 0} characters of state`,
    findings,
  )
}

const firstDifference = (a: string, b: string): string => {
  const linesA = a.split('\n')
  const linesB = b.split('\n')
  // Where one ends before the other, they part just after its last line.
  const longer = linesA.length >= linesB.length ? linesA : linesB
  const at = longer.findIndex((_, index) => linesA[index] !== linesB[index])
  return `line ${at + 1}: "${(linesA[at] ?? '').slice(0, 120)}" against "${(linesB[at] ?? '').slice(0, 120)}"`
}
