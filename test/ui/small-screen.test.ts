import { expect, test } from 'vitest'

import { checkIds } from '../../src/result/check.ts'
import type { LiveFrame } from '../../src/result/live-event.ts'
import { panelNames } from '../../src/ui/view/view-state.ts'
import {
  checkOf,
  failedRecordOf,
  finishedOf,
  framedOf,
  queuedOf,
  relayTopology,
  runsFrom,
  startedOf,
  threeRuns,
} from './support/runs.ts'
import { screenText, sizeOf } from './support/screen-text.tsx'

const small = { columns: 60, rows: 20 }
const linesOf = (text: string): readonly string[] => text.split('\n').map((line) => line.trimEnd())

const longName = 'branch-office-with-two-relays'

/** More runs than fit as blocks, with long names and large numbers; the last has failed. */
const crowded = () => {
  const changes: Partial<LiveFrame> = {
    refusals: 123_456,
    conflicts: { open: 12_345, resolved: 12_345 },
    sessions: { host: 'lead-pc', open: 1000, max: 1000, limit: 1000 },
  }
  const seed = 4_294_967_295
  const begun = ['a', 'b', 'c', 'd', 'e', longName].flatMap((name) => [
    queuedOf(name, seed),
    startedOf(name, relayTopology(), seed),
    framedOf(name, changes, seed),
  ])
  return runsFrom([...begun, finishedOf(failedRecordOf({ scenario: longName, seed }))])
}

test('on 60 × 20 the measures of a run stand apart', () => {
  const lines = linesOf(screenText({ runs: threeRuns(), ...small }))

  expect(lines).toContainEqual(
    expect.stringMatching(/^ {2}edits\/min 47\.0 [▁▂▃▄▅▆▇█]+ {2}conflicts 12 open, 31 resolved$/),
  )
  expect(lines).toContain('  sessions  18 of 20, max 20  checks    none yet')
})

test('on 60 × 20 large numbers are cut, and do not touch what stands beside them', () => {
  const lines = linesOf(screenText({ runs: crowded(), ...small }))

  expect(lines).toContain('  sessions  1000 of 1000, m…  checks    none yet')
})

test('on 60 × 20 a row of the overview keeps its verdict and its progress', () => {
  const lines = linesOf(screenText({ runs: crowded(), ...small, view: { selected: 5 } }))

  expect(lines).toContainEqual(
    expect.stringMatching(/^❯ branch-office-with-two-relays 4… {2}✗ failed {6}━━━━ 100 %$/),
  )
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}a 4294967295 +● working {5}━━╌╌ {2}50 %$/))
})

test('on 160 columns a row of the overview has all of its columns', () => {
  const lines = linesOf(screenText({ runs: crowded(), columns: 160, rows: 20 }))

  expect(lines).toContainEqual(expect.stringMatching(/50 % {2}47\.0\/min {2}12,345 open$/))
})

test('on 60 × 20 a finished run keeps its name and seed', () => {
  const [heading] = linesOf(screenText({ runs: threeRuns(), ...small, view: { screen: 'run', selected: 2 } }))

  expect(heading).toMatch(/^vpn-relay {2}seed 1 +✗ failed {3}8 h in 21\.4 s$/)
})

test.each(panelNames)('on 60 × 20 the panel %s leaves room for all of its keys that help', (panel) => {
  for (const runs of [threeRuns(), crowded()]) {
    const text = screenText({ runs, ...small, view: { screen: 'run', selected: 1, panel } })

    expect(sizeOf(text)).toEqual(small)
    expect(linesOf(text).at(-1)).toMatch(/esc \d+ others, \d+ (?:done|not passed) {3}\? help {3}q quit$/)
  }
})

test('on 60 × 20 the checks keep their heading, however many there are', () => {
  const checks = checkIds.map((id) => checkOf(id))
  const runs = runsFrom([queuedOf('a'), startedOf('a'), framedOf('a', { checks })])

  const text = screenText({ runs, ...small, view: { screen: 'run' } })

  expect(text).toMatch(/^─ checks ── ✓ S1   ✓ S2 /m)
})

test('on 60 × 20 the help is not cut', () => {
  const text = screenText({ runs: threeRuns(), ...small, view: { helpShown: true } })

  expect(text).toContain('run once, run twice')
  expect(text).not.toContain('…')
})
