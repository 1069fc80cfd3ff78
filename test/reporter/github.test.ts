import { expect, test } from 'vitest'

import { githubReporter } from '../../src/reporter/github.ts'
import type { RunRecord } from '../../src/result/run-record.ts'
import { checkOf, failedRecordOf, finishedOf, recordOf } from '../ui/support/runs.ts'

const reported = (...records: readonly RunRecord[]) => {
  let log = ''
  let summary = ''
  const reporter = githubReporter({
    write: (text) => {
      log += text
    },
    writeSummary: (text) => {
      summary += text
    },
  })
  for (const record of records) reporter.onRunEnded?.(finishedOf(record))
  void reporter.onEnd?.({ records, interrupted: false })
  return { lines: log.trimEnd().split('\n'), summary }
}

test('runs that pass leave no annotation, but their number', () => {
  expect(reported(recordOf()).lines).toEqual(['1 run: 1 passed, 0 failed'])
})

test('a run that fails is one error, on one line', () => {
  expect(reported(failedRecordOf()).lines[0]).toBe(
    '::error title=field-team seed 1%2C full%3A failed S8::' +
      'S8 (waits within the bound) failed: laptop-07 waited 41 min, the bound is 26 min%0A' +
      'run it again: npx shakedown run field-team --seed 1',
  )
})

test('an interrupted run is a warning', () => {
  const cut = recordOf({ verdict: 'interrupted', reason: 'it had not begun', checks: [] })

  expect(reported(cut).lines[0]).toMatch(/^::warning title=.*interrupted::it had not begun%0A/)
})

test('text cannot end its command or begin another', () => {
  const detail = '100 %\r\n::error::forged'
  const [line] = reported(
    failedRecordOf({ scenario: 'a,b:c%', checks: [checkOf('S1', false, detail)] }),
  ).lines

  expect(line).toMatch(/^::error title=a%2Cb%3Ac%25 seed 1%2C full%3A failed S1::S1 /)
  expect(line).toContain('failed: 100 %25%0D%0A::error::forged%0A')
})

test('something that never happened is an error', () => {
  const never = recordOf({ sometimes: [{ what: 'a session is refused', seedsMin: 1, happened: false }] })

  expect(reported(never).lines[0]).toMatch(
    /^::error title=field-team%3A never happened::field-team, full: in none of 1/,
  )
})

test('the summary lists failures first, with their command, and then a row a scenario', () => {
  const { summary } = reported(recordOf(), failedRecordOf({ seed: 2 }), recordOf({ scenario: 'vpn-relay' }))

  expect(summary).toBe(
    [
      '## Shakedown: 3 runs: 2 passed, 1 failed',
      '### field-team seed 2, full: failed',
      '- S8 (waits within the bound) failed: laptop-07 waited 41 min, the bound is 26 min',
      '```\nnpx shakedown run field-team --seed 1\n```',
      [
        '| scenario | form | runs | passed | simulated | real time |',
        '| --- | --- | ---: | ---: | ---: | ---: |',
        '| field-team | full | 2 | 1 | 16 h | 42.8 s |',
        '| vpn-relay | full | 1 | 1 | 8 h | 21.4 s |\n',
      ].join('\n'),
    ].join('\n\n'),
  )
})

test('text in the summary is no Markdown and no HTML', () => {
  const detail = '<img src=x> | *a* `b` [c](d)\n# e'
  const { summary } = reported(
    failedRecordOf({ checks: [checkOf('S1', false, detail)], command: 'run ``` x' }),
  )

  expect(summary).toContain(String.raw`failed: &lt;img src=x> \| \*a\* ${'\\`b\\`'} \[c\](d) \# e`)
  expect(summary).toContain('````\nrun ``` x\n````')
})

test('a thousand failures stay below the megabyte that GitHub takes', () => {
  const failure = failedRecordOf({ checks: [checkOf('S1', false, 'x'.repeat(50_000))] })
  const { summary } = reported(...Array.from({ length: 1000 }, (_, seed) => ({ ...failure, seed })))

  expect(Buffer.byteLength(summary)).toBeLessThan(1_048_576)
  expect(summary).toContain('And 950 more failures.')
})

test('outside of a job no summary is made', () => {
  let log = ''
  const write = (text: string): void => {
    log += text
  }

  void githubReporter({ write, writeSummary: null }).onEnd?.({ records: [recordOf()], interrupted: false })

  expect(log).toBe('1 run: 1 passed, 0 failed\n')
})
