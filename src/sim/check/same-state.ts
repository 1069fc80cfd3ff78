import { checks } from '../../plan/definitions/check/index.ts'
import { inEachFile } from './by-file.ts'
import { everyRun, judgeOf } from './judge.ts'
import { judgementOf } from './verdict.ts'

export const sameStateJudge = judgeOf(checks.sameState, {
  applies: everyRun,
  judge: inEachFile(({ states, healed }) => {
    const first = states[0]
    const findings = states.flatMap(({ copy, state }) =>
      first && state !== first.state
        ? [`${copy} differs from ${first.copy}: ${firstDifference(state, first.state)}`]
        : [],
    )
    if (!healed) findings.unshift('not everything had been carried when the time for healing was over')
    if (states.length < 2) findings.push('there were no two copies to compare')
    return judgementOf(`${states.length} copies compared`, findings)
  }),
})

const firstDifference = (a: string, b: string): string => {
  const linesA = a.split('\n')
  const linesB = b.split('\n')
  // If one is a prefix of the other, they differ just after its last line.
  const longer = linesA.length >= linesB.length ? linesA : linesB
  const at = longer.findIndex((_, index) => linesA[index] !== linesB[index])
  return contrast(linesA[at] ?? '', linesB[at] ?? '')
}

/** Omits event ids, which mean nothing to a reader, unless the two differ in nothing else. */
const contrast = (a: string, b: string): string => {
  const [shownA, shownB] = [withoutIds(a), withoutIds(b)]
  return shownA === shownB
    ? `"${a.slice(0, shownMax)}" against "${b.slice(0, shownMax)}"`
    : `"${shownA.slice(0, shownMax)}" against "${shownB.slice(0, shownMax)}"`
}

const shownMax = 120

const withoutIds = (line: string): string =>
  line.replaceAll(/\b[0-9a-f]{16}\.\d+=/g, '').replaceAll('\t', ' ')
