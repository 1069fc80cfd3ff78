import { beforeAll, expect, test } from 'vitest'

import { must } from '../../src/engine/invariant.ts'
import { bundledScenarios, type Judging } from '../../src/harness/index.ts'
import type { RunRecord } from '../../src/result/run-record.ts'
import { readTraceBook, recordedFigures } from '../determinism/trace-book.ts'
import { jobOf, makeRuns } from './pool.ts'
import { checkOf, complaintsOf } from './records.ts'

const seed = 1
const scenarios = bundledScenarios().map(({ name }) => name)
/** The recorded trace shows a run that differs. S10 judges in seeds.nightly.ts, which has many more seeds. */
const onFailure: Judging = () => 'on-failure'

/** Made once for all tests here. */
let records: ReadonlyMap<string, RunRecord>
beforeAll(async () => {
  const jobs = scenarios.map((name) => jobOf(name, seed, 'short'))
  const made = await makeRuns(jobs, { judging: onFailure })
  records = new Map(made.records.map((record) => [record.scenario, record]))
})

const recordOf = (scenario: string): RunRecord =>
  must(records.get(scenario), `each scenario left a record, ${scenario} too`)

const accessOf = (scenario: string) =>
  must(recordOf(scenario).measures.access, `${scenario} has data stores to measure`)

test.each(scenarios)('the short run of %s passes all checks', (scenario) => {
  expect(complaintsOf([recordOf(scenario)])).toEqual([])
})

test.each(scenarios)('the short run of %s gives the recorded trace', (scenario) => {
  const recorded = recordedFigures(readTraceBook(), { scenario, form: 'short', seed })

  expect(recordOf(scenario).trace).toEqual(recorded)
})

test('a day on which three people lose their rights measures how long those survived', () => {
  const access = accessOf('branch-offices')

  expect(checkOf(recordOf('branch-offices'), 'S6')?.holds).toBe(true)
  expect(checkOf(recordOf('branch-offices'), 'S7')?.holds).toBe(true)
  expect(access.revocations).toBe(3)
  expect(access.turnedAway).toBeGreaterThan(20)
  // The right survived at the branch that was cut off, but never beyond the window.
  expect(access.rightSurvivedMs).toBeGreaterThan(30_000)
  expect(access.rightSurvivedMs).toBeLessThanOrEqual(access.windowMs)
})

test('a day on which somebody writes at a branch refuses each write, and needs no log-on', () => {
  const record = recordOf('branch-write-refused')
  const access = accessOf('branch-write-refused')

  expect(checkOf(record, 'S6')).toBeUndefined()
  expect(checkOf(record, 'S7')?.holds).toBe(true)
  expect(access.refusedWrites).toBe(3)
  expect(access.behindMs.max).toBeGreaterThan(120_000)
})

test('a branch that is away for longer than changes are kept shows an old moment during its refill', () => {
  const access = accessOf('retention-exceeded')

  expect(checkOf(recordOf('retention-exceeded'), 'S7')?.holds).toBe(true)
  expect(access.refillLooks).toBeGreaterThanOrEqual(2)
})
