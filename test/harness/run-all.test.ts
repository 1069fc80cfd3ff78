import { expect, test } from 'vitest'

import { fixture, jobOf, jobOfText, makeRuns } from './pool.ts'
import { checkOf, failingOf } from './records.ts'

test('a run is a test in a worker thread', async () => {
  const { records } = await makeRuns([jobOf(fixture('where-it-runs'), 7)])

  expect(records[0]).toMatchObject({ topology: 'thread-worker-test-seed-7', verdict: 'passed', reason: null })
})

test('a passed run holds all nine checks', async () => {
  const { records } = await makeRuns([jobOf(fixture('quick-day'))])

  expect(records[0]?.checks.map(({ id, holds }) => `${id} ${holds}`)).toEqual(
    ['S1', 'S2', 'S3', 'S4', 'S5', 'S8', 'S9', 'S10', 'plan'].map((id) => `${id} true`),
  )
  expect(records[0]?.measures.editsMade).toBeGreaterThan(20)
  expect(records[0]?.trace.hash).toMatch(/^[\da-f]{16}$/)
})

test('a planted holder breaks the waiting bound', async () => {
  const { records } = await makeRuns([jobOf(fixture('planted-holder'))])

  const [record] = records
  expect(record?.verdict).toBe('failed')
  expect(record?.reason).toContain('S8')
  expect(checkOf(record, 'S8')?.detail).toMatch(
    /^(ann|bob|cora|dan|eva)-staff waited \d+\.\d s; .*the bound \d+\.\d s/,
  )
  expect(record?.measures.longestTurnWaitMs).toBeGreaterThan(record?.measures.turnWaitBoundMs ?? Infinity)
  expect(failingOf(record)).not.toContain('S5')
  expect(failingOf(record)).not.toContain('plan')
})

test('a failed run says how to run it again', async () => {
  const { records } = await makeRuns([jobOf(fixture('planted-holder'), 3, 'short')])

  expect(records[0]?.command).toBe(
    'npx shakedown run test/harness/fixtures/planted-holder.ts --seed 3 --short',
  )
})

test('records come in the order of the jobs', async () => {
  const jobs = [
    jobOf(fixture('planted-holder'), 9),
    ...[5, 3, 4].map((seed) => jobOf(fixture('quick-day'), seed, 'short')),
    jobOf(fixture('where-it-runs'), 2),
  ]

  const { records } = await makeRuns(jobs)

  expect(records.map(({ scenario, seed }) => `${scenario} ${seed}`)).toEqual(
    jobs.map(({ scenario, seed }) => `${scenario.name} ${seed}`),
  )
})

test('runs begin in the order of the jobs', async () => {
  const seeds = [4, 1, 6, 2, 5, 3]

  const { told } = await makeRuns(
    seeds.map((seed) => jobOf(fixture('quick-day'), seed)),
    { workers: 1 },
  )

  expect(told.flatMap((event) => (event.kind === 'run-started' ? [event.run] : []))).toEqual(
    seeds.map((seed) => `quick-day#${seed}`),
  )
})

test('every run is told to be finished once', async () => {
  const { records, told } = await makeRuns(
    [1, 2, 3].map((seed) => jobOf(fixture('quick-day'), seed, 'short')),
  )

  const finished = told.flatMap((event) => (event.kind === 'run-finished' ? [event.record] : []))
  expect(finished.toSorted((a, b) => a.seed - b.seed)).toEqual(records)
})

test('a scenario throwing in its worker is a crash', async () => {
  const jobs = [jobOfText('throw new Error("out of paper")'), jobOf(fixture('quick-day'))]

  const { records, told } = await makeRuns(jobs)

  expect(records.map(({ verdict }) => verdict)).toEqual(['crashed', 'passed'])
  expect(records[0]?.reason).toContain('out of paper')
  expect(told.filter(({ kind }) => kind === 'run-finished').length).toBe(2)
})

test('a dying worker is a crash that others survive', async () => {
  const jobs = [jobOfText('process.exit(3)'), jobOf(fixture('quick-day')), jobOf(fixture('quick-day'), 2)]

  const { records } = await makeRuns(jobs)

  expect(records.map(({ verdict }) => verdict)).toEqual(['crashed', 'passed', 'passed'])
  expect(records[0]?.reason).toContain('the worker ended')
  expect(records[0]?.command).toContain('--seed 1')
})

test('runs that had not begun are reported as interrupted', async () => {
  const { records, told } = await makeRuns(
    [1, 2].map((seed) => jobOf(fixture('quick-day'), seed)),
    {
      stopped: true,
    },
  )

  expect(records.map(({ verdict, seed }) => `${verdict} ${seed}`)).toEqual(['interrupted 1', 'interrupted 2'])
  expect(told.map(({ kind }) => kind)).not.toContain('run-started')
})

test('an interruption keeps what was finished', async () => {
  const jobs = [jobOf(fixture('quick-day')), jobOf('field-team'), jobOf('vpn-relay')]

  const { records } = await makeRuns(jobs, {
    workers: 1,
    onEvent: (event, stop) => {
      if (event.kind === 'run-started' && event.run === 'field-team#1') stop()
    },
  })

  expect(records.map(({ verdict }) => verdict)).toEqual(['passed', 'interrupted', 'interrupted'])
  expect(records[1]).toMatchObject({ checks: [], command: 'npx shakedown run field-team --seed 1' })
})
