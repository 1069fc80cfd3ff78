import { checks } from '../../plan/definitions/check/index.ts'
import type { CopySample } from '../record/index.ts'
import { inEachFile } from './by-file.ts'
import { everyRun, judgeOf } from './judge.ts'
import { type Expected, Oracle } from './oracle/standing-writes.ts'
import { judgementOf } from './verdict.ts'

export const conflictsListedJudge = judgeOf(checks.conflictsListed, {
  applies: everyRun,
  judge: inEachFile(({ writes, samples, finals }) => {
    const inspected = [...samples, ...finals]
    const oracle = new Oracle(writes)
    const findings = inspected.flatMap((sample) => differences(sample, oracle.expected(sample.applied)))
    const registers = inspected.reduce((sum, sample) => sum + sample.registers.length, 0)
    if (registers === 0) findings.push('there was nothing to look at')
    return judgementOf(`${registers} registers in ${inspected.length} looks at copies`, findings)
  }),
})

const differences = (sample: CopySample, expected: ReadonlyMap<string, Expected>): string[] => {
  const found = new Map(sample.registers.map((record) => [record.register, record]))
  const missing = [...expected.keys()].filter((register) => !found.has(register))
  return [
    ...missing.map((register) => `${sample.copy} does not show ${register}, which was written there`),
    ...sample.registers.flatMap((record) => {
      const wanted = expected.get(record.register)
      if (!wanted) return [`${sample.copy} shows ${record.register}, which nobody wrote there`]
      if (wanted.inConflict !== record.inConflict) {
        return [
          `${record.register} is ${record.inConflict ? '' : 'not '}listed as a conflict on ${sample.copy}, and the oracle says otherwise`,
        ]
      }
      return isSame(wanted.siblings, record.siblings)
        ? []
        : [
            `${record.register} holds ${sorted(record.siblings)} on ${sample.copy}, expected ${sorted(wanted.siblings)}`,
          ]
    }),
  ]
}

// Skips sorting in the common case of one write on either side.
const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && (a.length === 1 ? a[0] === b[0] : sorted(a) === sorted(b))

const sorted = (ids: readonly string[]): string => [...ids].sort().join(', ') || 'nothing'
