import { expect, test } from 'vitest'

import { byCheckId, checkIds, checkTitle } from '../../src/result/check.ts'
import { checkRecordSchema } from '../../src/result/run-record.ts'

test('no check is listed twice, and each has a title of its own', () => {
  expect(new Set(checkIds).size).toBe(checkIds.length)
  expect(new Set(checkIds.map(checkTitle)).size).toBe(checkIds.length)
})

test('checks sort in the order of the list, with S10 after S9', () => {
  const shuffled = (['plan', 'S10', 'S2', 'S9'] as const).map((id) => ({ id }))

  expect(shuffled.toSorted(byCheckId).map(({ id }) => id)).toEqual(['S2', 'S9', 'S10', 'plan'])
})

test('a result may hold these checks and no others', () => {
  expect(checkRecordSchema.shape.id.options).toEqual([...checkIds])
})
