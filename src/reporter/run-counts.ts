import { countedText } from '../result/format.ts'
import type { RunRecord } from '../result/run-record.ts'
import type { Ending } from './reporter.ts'

/** `3 runs: 2 passed, 1 failed`; crashed and interrupted runs are named if there are any. */
export const runCountsText = ({ records, interrupted }: Ending): string => {
  const countOf = (verdict: RunRecord['verdict']): number =>
    records.filter((record) => record.verdict === verdict).length
  const crashed = countOf('crashed')
  const unfinished = countOf('interrupted')
  return [
    `${countedText(records.length, 'run')}: ${countOf('passed')} passed, ${countOf('failed')} failed`,
    ...(crashed > 0 ? [`${crashed} crashed`] : []),
    ...(interrupted || unfinished > 0 ? [`${unfinished} interrupted`] : []),
  ].join(', ')
}

/** Failures first, then runs that did not come to their end, then those that passed; otherwise in their order. */
export const worstFirst = (records: readonly RunRecord[]): readonly RunRecord[] =>
  records.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))

const order: readonly RunRecord['verdict'][] = ['failed', 'crashed', 'interrupted', 'passed']
