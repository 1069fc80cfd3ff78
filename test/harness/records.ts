import type { CheckRecord, RunRecord } from '../../src/result/run-record.ts'

export const checkOf = (record: RunRecord | undefined, id: CheckRecord['id']): CheckRecord | undefined =>
  record?.checks.find((check) => check.id === id)

export const failingOf = (record: RunRecord | undefined): readonly string[] =>
  record?.checks.filter(({ holds }) => !holds).map(({ id }) => id) ?? ['no record']
