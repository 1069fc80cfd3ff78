import type { CheckRecord, RunRecord } from '../../src/result/run-record.ts'

export const checkOf = (record: RunRecord | undefined, id: CheckRecord['id']): CheckRecord | undefined =>
  record?.checks.find((check) => check.id === id)

export const failingOf = (record: RunRecord | undefined): readonly string[] =>
  record?.checks.filter(({ holds }) => !holds).map(({ id }) => id) ?? ['no record']

/** The runs that did not pass: how to repeat each, and why it failed. */
export const complaintsOf = (
  records: readonly RunRecord[],
): readonly Pick<RunRecord, 'command' | 'reason' | 'checks'>[] =>
  records
    .filter(({ verdict }) => verdict !== 'passed')
    .map(({ command, reason, checks }) => ({ command, reason, checks }))
