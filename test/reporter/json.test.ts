import { expect, test } from 'vitest'

import { jsonText } from '../../src/reporter/json.ts'
import { runDocumentSchema } from '../../src/result/run-record.ts'
import { failedRecordOf, recordOf } from '../ui/support/runs.ts'

test('all runs are one document of the schema', () => {
  const records = [recordOf(), failedRecordOf({ seed: 2 })]

  expect(runDocumentSchema.parse(JSON.parse(jsonText(records))).runs).toEqual(records)
})

test('the document ends with one line break', () => {
  expect(jsonText([])).toMatch(/[^\n]\n$/)
})
