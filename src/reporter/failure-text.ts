import { checkTitle } from '../result/check.ts'
import type { CheckRecord, RunRecord } from '../result/run-record.ts'

export const failedChecks = ({ checks }: RunRecord): readonly CheckRecord[] =>
  checks.filter(({ holds }) => !holds)

export const failedCheckText = ({ id, detail }: CheckRecord): string =>
  `${id} (${checkTitle(id)}) failed: ${detail}`

export const failureTexts = (record: RunRecord): readonly string[] => {
  const failed = failedChecks(record).map(failedCheckText)
  if (failed.length > 0) return failed
  return record.reason === null ? [] : record.reason.split('\n')
}
