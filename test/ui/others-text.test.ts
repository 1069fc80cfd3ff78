import { expect, test } from 'vitest'

import { othersText } from '../../src/ui/view/others-text.ts'
import type { RunState } from '../../src/ui/view/runs-state.ts'
import { failedRecordOf, finishedOf, queuedOf, recordOf, runsFrom } from './support/runs.ts'

const textOf = (runs: readonly RunState[]): string => {
  const [front] = runs
  if (front === undefined) throw new Error('there is no run')
  return othersText(runs, front)
}

test('behind a run that is alone there is nothing but the way back', () => {
  expect(textOf(runsFrom([queuedOf('field-team')]))).toBe('back')
})

test('behind the run in front, the others are counted, and those that are done', () => {
  const names = ['field-team', 'vpn-relay', 'office-parent']
  const runs = runsFrom([
    ...names.map((name) => queuedOf(name)),
    finishedOf(recordOf({ scenario: 'vpn-relay' })),
  ])

  expect(textOf(runs)).toBe('2 others, 1 done')
})

test('an other that did not pass is what counts', () => {
  const runs = runsFrom([
    queuedOf('field-team'),
    queuedOf('vpn-relay'),
    finishedOf(failedRecordOf({ scenario: 'vpn-relay' })),
  ])

  expect(textOf(runs)).toBe('1 other, 1 not passed')
})
