import { describe, expect, test } from 'vitest'

import type { RunState } from '../../src/ui/view/runs-state.ts'
import {
  finishedOf,
  framedOf,
  oneRun,
  queuedOf,
  recordOf,
  runsFrom,
  startedOf,
  threeRuns,
} from './support/runs.ts'
import { screenText, sizeOf } from './support/screen-text.tsx'

const sizes = [
  [80, 24],
  [100, 34],
  [160, 50],
] as const

const manyRuns = (): readonly RunState[] =>
  runsFrom(Array.from({ length: 40 }, (_, index) => queuedOf('field-team', index + 1)))

describe.each(sizes)('at %i columns and %i rows', (columns, rows) => {
  test('three runs fill the screen exactly', () => {
    const text = screenText({ runs: threeRuns(), columns, rows })

    expect(sizeOf(text).rows).toBe(rows)
    expect(sizeOf(text).columns).toBeLessThanOrEqual(columns)
  })

  test('forty runs fill the screen exactly', () => {
    const text = screenText({ runs: manyRuns(), columns, rows, view: { selected: 39 } })

    expect(sizeOf(text).rows).toBe(rows)
    expect(sizeOf(text).columns).toBeLessThanOrEqual(columns)
    expect(text).toContain('❯ field-team 40')
  })
})

test('a run shows its clock and progress', () => {
  const text = screenText({ runs: [oneRun()], columns: 80, rows: 24 })

  expect(text).toContain('● working   12:00 of 16:00    50 %')
})

test('a run that has begun is never at 0 %', () => {
  const text = screenText({ runs: [oneRun({ progress: 0.0001 })], columns: 80, rows: 24 })

  expect(text).toContain(' 1 %')
  expect(text).toMatch(/━╌/)
})

test('a run that goes on is never at 100 %', () => {
  const text = screenText({ runs: [oneRun({ progress: 0.9999 })], columns: 80, rows: 24 })

  expect(text).toContain('99 %')
  expect(text).toMatch(/━╌/)
})

test('a run shows what it costs and meets', () => {
  const text = screenText({ runs: [oneRun()], columns: 80, rows: 24 })

  expect(text).toMatch(/edits\/min 47\.0 +[▁-█]+ /)
  expect(text).toMatch(/sent +106 MB/)
  expect(text).toMatch(/conflicts +12 open, 31 resolved/)
  expect(text).toMatch(/sessions +18 of 20, max 20 /)
  expect(text).toMatch(/refusals +42/)
})

test('a queued run tells its story', () => {
  const text = screenText({ runs: runsFrom([queuedOf('field-team')]), columns: 80, rows: 24 })

  expect(text).toContain('· queued')
  expect(text).toContain('The story of field-team.')
})

test('a failing run says why and prints its command', () => {
  const text = screenText({ runs: threeRuns(), columns: 80, rows: 24 })

  expect(text).toContain('✗ failed')
  expect(text).toContain('S8 failed: laptop-07 waited 41 min for a turn')
  expect(text).toContain('S8 failed, 1 hold')
  expect(text).toContain('run it again: npx shakedown run vpn-relay --seed 1')
})

test('a passed run shows its speed and checks', () => {
  const events = [
    queuedOf('field-team'),
    startedOf('field-team'),
    framedOf('field-team'),
    finishedOf(recordOf()),
  ]

  const text = screenText({ runs: runsFrom(events), columns: 80, rows: 24 })

  expect(text).toContain('✓ passed   8 h in 21.4 s, 1,346×, run twice')
  expect(text).toContain('7 hold')
})

test('a short run keeps its words apart', () => {
  const record = recordOf({
    form: 'short',
    simulated: { seconds: 2520 },
    wall: { seconds: 12.3, executions: 2 },
  })
  const events = [{ ...queuedOf('field-team'), form: 'short' as const }, finishedOf(record)]

  const text = screenText({ runs: runsFrom(events), columns: 80, rows: 24 })

  expect(text).toMatch(/field-team {2}seed 1 {2}short {2,}✓ passed/)
})

test('spare lines show the chosen run closely', () => {
  const text = screenText({ runs: threeRuns(), columns: 160, rows: 50, view: { selected: 1 } })

  expect(text).toContain('topology of field-team')
  expect(text).toContain('edits delivered per virtual minute')
  expect(text).toContain('trial-balance/1010.amount')
})

test('a terminal too small is told so', () => {
  expect(screenText({ runs: threeRuns(), columns: 50, rows: 10 })).toContain('make the terminal larger')
})

test('a run without a second execution says that S10 was not judged', () => {
  const { checks } = recordOf()
  const record = recordOf({
    s10: 'not-judged',
    wall: { seconds: 21.4, executions: 1 },
    checks: checks.filter(({ id }) => id !== 'S10'),
  })

  const text = screenText({
    runs: runsFrom([queuedOf('field-team'), finishedOf(record)]),
    columns: 80,
    rows: 24,
  })

  expect(text).toContain('6 hold, S10 not judged')
  expect(text).toContain('1,346×, run once')
})

test('where full days and short forms stand beside each other, both are counted', () => {
  const runs = runsFrom([
    queuedOf('field-team'),
    ...['vpn-relay', 'office-parent'].map((name) => ({ ...queuedOf(name), form: 'short' as const })),
  ])

  expect(screenText({ runs, columns: 80, rows: 24 })).toContain('1 full day, 2 short forms: 3 queued')
})
