import { expect, test } from 'vitest'

import { readBug } from './bug-files.ts'
import { recallBug } from './recall-bug.ts'

const longMs = 600_000

test('a bug is found by the checks that refuse a run with it, and no run follows', async () => {
  const recall = await recallBug(readBug('bug-08.json'), ['rough-day#1', 'office-parent#1'], longMs)

  expect(recall.verdicts).toMatchObject([{ scenario: 'rough-day', seed: 1, failed: ['S2'] }])
})

test('a bug in code that no run enters is not reached', async () => {
  const recall = await recallBug(readBug('bug-14.json'), ['nas-outage#1'], longMs)

  expect(recall.verdicts).toMatchObject([{ scenario: 'nas-outage', failed: [] }])
  expect(recall.isReached).toBe(false)
})

test('a run over its limit is stopped, and the runs after it are tried all the same', async () => {
  const recall = await recallBug(readBug('bug-08.json'), ['rough-day#1', 'office-parent#1'], 1)

  expect(recall.stopped).toEqual(['rough-day#1', 'office-parent#1'])
  expect(recall.verdicts).toEqual([])
})
