import { expect, test } from 'vitest'

import { currentConditions } from '../../bench/conditions.ts'
import { readBug } from './bug-files.ts'
import type { Recall } from './recall-bug.ts'
import { lostBugs, recallText } from './recall-report.ts'
import type { RunVerdict } from './run-verdict.ts'

const verdict = (seed: number, failed: readonly string[]): RunVerdict => ({
  scenario: 'rough-day',
  seed,
  failed: [...failed],
  detail: failed.length > 0 ? 'it is gone' : null,
  processorSeconds: 1.5,
})

// The first measurement found bug 01, and missed bug 05.
const recallOf = (id: string, ...verdicts: readonly RunVerdict[]): Recall => ({
  bug: readBug(`bug-${id}.json`),
  verdicts,
  stopped: [],
  isReached: null,
})

const reportOf = (...recalls: readonly Recall[]) => ({
  conditions: currentConditions(),
  options: { runs: 2, runLimitMs: 1000, jobs: 1 },
  recalls,
})

test('a bug counts as found by all checks of the first run that failed', () => {
  const text = recallText(reportOf(recallOf('01', verdict(1, []), verdict(2, ['S1', 'S2']))))

  expect(text).toContain('Found: 1 of 1 (100 %).')
  expect(text).toContain('| found | S1, S2 | rough-day#2 | 2 | 3 |')
})

test('a bug that was found before and is missed now is lost', () => {
  const report = reportOf(recallOf('01', verdict(1, [])), recallOf('05', verdict(1, [])))

  expect(lostBugs(report)).toEqual(['01'])
  expect(recallText(report)).toContain('Found before and lost: 01.')
})

test('a bug whose place was never executed is told from one that nobody noticed', () => {
  const text = recallText(reportOf({ ...recallOf('05', verdict(1, [])), isReached: false }))

  expect(text).toContain('Never reached: 1.')
  expect(text).toContain('| not reached |')
})

test('a run that took too long is counted, and is no find', () => {
  const report = reportOf({ ...recallOf('05'), stopped: ['rough-day#1'] })

  expect(recallText(report)).toContain('| missed |  |  | 1, 1 stopped | 0 |')
})
