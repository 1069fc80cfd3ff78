import { expect, test } from 'vitest'

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

const madeRuns = async (): Promise<ReadonlyMap<string, RunRecord>> => {
  const jobs = scenarios.map((name) => jobOf(name, seed, 'short'))
  const { records } = await makeRuns(jobs, { judging: onFailure })
  return new Map(records.map((record) => [record.scenario, record]))
}

let made: Promise<ReadonlyMap<string, RunRecord>> | null = null

/** The first test makes all runs. A report leaves out the time of hooks, and longest-first.ts needs it. */
const recordOf = async (scenario: string): Promise<RunRecord> => {
  made ??= madeRuns()
  return must((await made).get(scenario), `each scenario left a record, ${scenario} too`)
}

const accessIn = ({ scenario, measures }: RunRecord) =>
  must(measures.access, `${scenario} has data stores to measure`)

test.each(scenarios)('the short run of %s passes all checks', async (scenario) => {
  expect(complaintsOf([await recordOf(scenario)])).toEqual([])
})

test.each(scenarios)('the short run of %s gives the recorded trace', async (scenario) => {
  const recorded = recordedFigures(readTraceBook(), { scenario, form: 'short', seed })

  expect((await recordOf(scenario)).trace).toEqual(recorded)
})

test('a day on which three people lose their rights measures how long those survived', async () => {
  const record = await recordOf('branch-offices')
  const access = accessIn(record)

  expect(checkOf(record, 'S6')?.holds).toBe(true)
  expect(checkOf(record, 'S7')?.holds).toBe(true)
  expect(access.revocations).toBe(3)
  expect(access.turnedAway).toBeGreaterThan(20)
  // The right survived at the branch that was cut off, but never beyond the window.
  expect(access.rightSurvivedMs).toBeGreaterThan(30_000)
  expect(access.rightSurvivedMs).toBeLessThanOrEqual(access.windowMs)
})

test('a day on which somebody writes at a branch refuses each write, and needs no log-on', async () => {
  const record = await recordOf('branch-write-refused')
  const access = accessIn(record)

  expect(checkOf(record, 'S6')).toBeUndefined()
  expect(checkOf(record, 'S7')?.holds).toBe(true)
  expect(access.refusedWrites).toBe(3)
  expect(access.behindMs.max).toBeGreaterThan(120_000)
})

test('a branch that is away for longer than changes are kept shows an old moment during its refill', async () => {
  const record = await recordOf('retention-exceeded')

  expect(checkOf(record, 'S7')?.holds).toBe(true)
  expect(accessIn(record).refillLooks).toBeGreaterThanOrEqual(2)
})
