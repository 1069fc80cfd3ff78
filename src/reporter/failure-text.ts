import { checkTitle } from '../result/check.ts'
import type { CheckRecord, RunRecord } from '../result/run-record.ts'

export const failedChecks = ({ checks }: RunRecord): readonly CheckRecord[] =>
  checks.filter(({ holds }) => !holds)

/** `S8 (waits within the bound) failed: …` */
export const failedCheckText = ({ id, detail }: CheckRecord): string =>
  `${id} (${checkTitle(id)}) failed: ${detail}`

/** Why a run did not pass: its failed checks, or the reason if it did not come to its end. */
export const failureTexts = (record: RunRecord): readonly string[] => {
  const failed = failedChecks(record).map(failedCheckText)
  if (failed.length > 0) return failed
  return record.reason === null ? [] : record.reason.split('\n')
}
