import { expect, test } from 'vitest'

import { plainLines } from '../../src/reporter/plain-lines.ts'
import { plainReporter } from '../../src/reporter/plain.ts'
import { failedRecordOf, finishedOf, framedOf, queuedOf, recordOf } from '../ui/support/runs.ts'

const reported = () => {
  const written: string[] = []
  const reporter = plainReporter((text) => {
    written.push(text)
  })
  return { written, reporter }
}

test('a passed run is one line', () => {
  expect(plainLines(recordOf())).toEqual([
    'passed       field-team seed 1    full   edits 23,041 made, 23,040 delivered  ' +
      'conflicts  14 open,  41 resolved of  55 expected  sessions 20 of 20  refusals    42  ' +
      'longest wait 18 min 4 s, bound 26 min 30 s    8 h in 21.4 s (1,346×, run twice)        7 of 7 checks hold',
  ])
})

test('behind a balancer the line says how long somebody was without an answer', () => {
  const { measures } = recordOf()
  const servers = { requests: 9, bytes: 900, lost: 2, gaps: 1, longestGapMs: 7674, gapBoundMs: 38_750 }

  const [line] = plainLines(recordOf({ measures: { ...measures, servers } }))

  expect(line).toContain('longest gap 7.7 s, bound 38.8 s')
})

test('a run that was executed once says that S10 was not judged', () => {
  const [line] = plainLines(recordOf({ s10: 'not-judged', wall: { seconds: 21.4, executions: 1 } }))

  expect(line).toMatch(/\(1,346×, run once\) +7 of 7 checks hold, S10 not judged$/)
})

test('a failed run adds its checks and its command', () => {
  const [line, ...below] = plainLines(failedRecordOf())

  expect(line).toMatch(/^failed .*1 of 2 checks hold, not S8$/)
  expect(below.map((text) => text.trim())).toEqual([
    'S8 failed: laptop-07 waited 41 min for a turn',
    'S8 (waits within the bound) failed: laptop-07 waited 41 min, the bound is 26 min',
    'run it again: npx shakedown run field-team --seed 1',
  ])
})

test.each(['crashed', 'interrupted'] as const)('%s: no measures are shown', (verdict) => {
  const lines = plainLines(recordOf({ verdict, reason: 'it was cut short', checks: [] }))

  expect(lines).toEqual([
    `${verdict.padEnd(11)}  field-team seed 1    full`,
    '             it was cut short',
    '             run it again: npx shakedown run field-team --seed 1',
  ])
})

test('a reason of several lines stays indented', () => {
  const below = plainLines(
    failedRecordOf({ verdict: 'crashed', reason: 'it broke\nhere', checks: [] }),
  ).slice(1)

  expect(below).toEqual([
    '             it broke',
    '             here',
    '             run it again: npx shakedown run field-team --seed 1',
  ])
})

test('names of different length line up', () => {
  const { written, reporter } = reported()
  reporter.onEvent(queuedOf('field-team'))
  reporter.onEvent(queuedOf('office-parent'))

  reporter.onEvent(finishedOf(recordOf()))
  reporter.onEvent(finishedOf(recordOf({ scenario: 'office-parent' })))

  expect(written.map((line) => line.indexOf('seed'))).toEqual([27, 27])
})

test('frames print nothing', () => {
  const { written, reporter } = reported()

  reporter.onEvent(framedOf('field-team'))

  expect(written).toEqual([])
})

test('the summary counts verdicts', () => {
  const { written, reporter } = reported()

  reporter.summary([recordOf(), recordOf(), failedRecordOf()], { interrupted: false, planned: 3 })

  expect(written).toEqual(['3 runs: 2 passed, 1 failed\n'])
})

test('the summary of an interruption counts what is missing', () => {
  const { written, reporter } = reported()

  reporter.summary([recordOf()], { interrupted: true, planned: 3 })

  expect(written).toEqual(['3 runs: 1 passed, 0 failed, 2 interrupted\n'])
})
