import { expect, test } from 'vitest'

import { plainLines } from '../../src/reporter/plain-lines.ts'
import { plainReporter, plainText, type Ticker } from '../../src/reporter/plain.ts'
import type { RunRecord } from '../../src/result/run-record.ts'
import { failedRecordOf, finishedOf, framedOf, queuedOf, recordOf } from '../ui/support/runs.ts'

const wide = { columns: 400, name: 'field-team'.length }
const narrow = { columns: 80, name: 'field-team'.length }
const standing: Ticker = { nowMs: () => 0, everySecond: () => () => undefined }

const beginningOf = (...scenarios: readonly string[]) => ({
  runs: scenarios.map((scenario) => queuedOf(scenario)),
  workers: 1,
})

const endingOf = (...records: readonly RunRecord[]) => ({ records, interrupted: false })

const reported = (columns = 80) => {
  const written: string[] = []
  const reporter = plainReporter({ columns, write: (text) => void written.push(text) }, standing)
  return { written, reporter }
}

test('on a wide terminal a passed run is one line', () => {
  expect(plainLines(recordOf(), wide)).toEqual([
    'passed       field-team seed 1    full  8 h in 21.4 s (1,346×, run twice)  7 of 7 checks hold  ' +
      'edits 23,041 made, 23,040 delivered  conflicts 14 open, 41 resolved of 55 expected  ' +
      'sessions 20 of 20  refusals 42  longest wait 18 min 4 s, bound 26 min 30 s',
  ])
})

test('on 80 columns the measures go on below', () => {
  expect(plainLines(recordOf(), narrow)).toEqual([
    'passed       field-team seed 1    full  8 h in 21.4 s (1,346×, run twice)',
    '    7 of 7 checks hold  edits 23,041 made, 23,040 delivered',
    '    conflicts 14 open, 41 resolved of 55 expected  sessions 20 of 20',
    '    refusals 42  longest wait 18 min 4 s, bound 26 min 30 s',
  ])
})

test.each([60, 80, 120, 200])('on %i columns no line is wider, be a word as long as it may', (columns) => {
  const detail = `lead never received ${'trial-balance/'.repeat(20)}1010.amount; ${'and more '.repeat(40)}`
  const checks = [{ id: 'S1' as const, holds: false, detail }]

  const lines = plainLines(failedRecordOf({ checks }), { ...narrow, columns })

  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns)
  expect(lines.join('').replaceAll(/\s/g, '')).toContain(detail.replaceAll(/\s/g, ''))
})

test('behind a balancer the line says how long somebody was without an answer', () => {
  const { measures } = recordOf()
  const servers = { requests: 9, bytes: 900, lost: 2, gaps: 1, longestGapMs: 7674, gapBoundMs: 38_750 }

  const [line] = plainLines(recordOf({ measures: { ...measures, servers } }), wide)

  expect(line).toContain('longest gap 7.7 s, bound 38.8 s')
})

test('the measures say how many documents were picked as planned', () => {
  const { measures } = recordOf()

  const text = plainLines(
    recordOf({ measures: { ...measures, picks: { made: 1410, asPlanned: 1283 } } }),
    wide,
  )

  expect(text.join('')).toMatch(/ {2}document picks 1,283 of 1,410 as planned$/)
})

test.each(['passed', 'failed'] as const)(
  '%s: a run on another topology says what was left out',
  (verdict) => {
    const on = { scenario: 'office-parent', leftOut: ['nobody sits at "spare": its copies are left out'] }
    const make = verdict === 'passed' ? recordOf : failedRecordOf

    expect(plainLines(make({ on }), wide)).toEqual(
      expect.arrayContaining([
        '    on the topology of office-parent',
        '    nobody sits at "spare": its copies are left out',
      ]),
    )
  },
)

test('a run that was executed once says that S10 was not judged', () => {
  const once = recordOf({ s10: 'not-judged', wall: { seconds: 21.4, executions: 1 } })

  expect(plainLines(once, wide).join('')).toContain('run once)  7 of 7 checks hold, S10 not judged  ')
})

test('a failed run says first why, and last how to repeat it', () => {
  expect(plainLines(failedRecordOf(), wide)).toEqual([
    'failed       field-team seed 1    full',
    '    S8 (waits within the bound) failed: laptop-07 waited 41 min, the bound is 26 min',
    expect.stringContaining('1 of 2 checks hold, not S8  edits 23,041 made'),
    '    run it again: npx shakedown run field-team --seed 1',
  ])
})

test.each(['crashed', 'interrupted'] as const)('%s: no measures are shown', (verdict) => {
  const lines = plainLines(recordOf({ verdict, reason: 'it was cut short', checks: [] }), narrow)

  expect(lines).toEqual([
    `${verdict.padEnd(11)}  field-team seed 1    full`,
    '    it was cut short',
    '    run it again: npx shakedown run field-team --seed 1',
  ])
})

test('a reason of several lines stays indented', () => {
  const crashed = failedRecordOf({ verdict: 'crashed', reason: 'it broke\nhere', checks: [] })

  expect(plainLines(crashed, narrow).slice(1)).toEqual([
    '    it broke',
    '    here',
    '    run it again: npx shakedown run field-team --seed 1',
  ])
})

test('names of different length line up', () => {
  const { written, reporter } = reported()
  void reporter.onBegin?.(beginningOf('field-team', 'office-parent'))

  reporter.onRunEnded?.(finishedOf(recordOf()))
  reporter.onRunEnded?.(finishedOf(recordOf({ scenario: 'office-parent' })))

  expect(written.slice(1).map((line) => line.indexOf('seed'))).toEqual([27, 27])
})

test('frames print nothing while the clock stands', () => {
  const { written, reporter } = reported()

  reporter.onFrame?.(framedOf('field-team'))

  expect(written).toEqual([])
})

test('the end counts verdicts', () => {
  const { written, reporter } = reported()

  void reporter.onEnd?.(endingOf(recordOf(), recordOf()))

  expect(written).toEqual(['2 runs: 2 passed, 0 failed\n'])
})

test('the end lists each failure again before it counts, and no run that passed', () => {
  const { written, reporter } = reported()

  void reporter.onEnd?.(endingOf(recordOf(), failedRecordOf(), recordOf()))

  expect(written.join('')).toBe(
    'failed       field-team seed 1    full S8\n' +
      '    run it again: npx shakedown run field-team --seed 1\n' +
      '3 runs: 2 passed, 1 failed\n',
  )
})

test('a single failure is not printed twice', () => {
  const { written, reporter } = reported()

  void reporter.onEnd?.(endingOf(failedRecordOf()))

  expect(written.join('')).toBe('1 run: 0 passed, 1 failed\n')
})

test('the end of an interruption counts what is missing', () => {
  const { written, reporter } = reported()
  const cut = recordOf({ verdict: 'interrupted', reason: 'it had not begun' })

  void reporter.onEnd?.({ records: [recordOf(), cut, cut], interrupted: true })

  expect(written).toEqual(['3 runs: 1 passed, 0 failed, 2 interrupted\n'])
})

test('all at once, failed runs come first', () => {
  const records = [recordOf({ seed: 1 }), failedRecordOf({ seed: 2 }), recordOf({ seed: 3 })]

  const text = plainText(beginningOf('field-team'), endingOf(...records), 80)

  expect(text.match(/^(?:passed|failed) .*seed \d/gm)).toEqual([
    'failed       field-team seed 2',
    'passed       field-team seed 1',
    'passed       field-team seed 3',
  ])
})
