import { beforeAll, expect, test } from 'vitest'

import type { Judging } from '../../src/harness/index.ts'
import { jobOf, makeRuns } from '../harness/pool.ts'
import { tracesInProcess } from './processes.ts'
import { traceOf, type TraceFigures } from './trace-of.ts'

const scenario = 'vpn-relay'
const seed = 17
/** The tests here compare the traces themselves. */
const judging: Judging = () => 'on-failure'

/** The trace as this process gives it. */
const traceHere = (ofSeed: number): Promise<TraceFigures> =>
  traceOf({ scenario, form: 'short', seed: ofSeed })

let here: TraceFigures
beforeAll(async () => {
  here = await traceHere(seed)
})

test('two processes give the same trace', async () => {
  const elsewhere = { TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', NODE_ENV: 'production' }

  const [first] = await tracesInProcess([{ scenario, seed }])
  const [second] = await tracesInProcess([{ scenario, seed }], elsewhere)

  expect([first, second]).toEqual([here, here])
})

test('a worker thread behind traps gives the same trace', async () => {
  const { records } = await makeRuns([jobOf(scenario, seed, 'short')], { judging })

  expect(records[0]?.trace).toEqual(here)
})

test('a run before it in its thread changes nothing', async () => {
  const before = [3, 4].map((other) => jobOf(scenario, other, 'short'))

  const { records } = await makeRuns([...before, jobOf(scenario, seed, 'short')], {
    workers: 1,
    judging,
  })

  expect(records.at(-1)?.trace).toEqual(here)
})

test('another scenario before it changes nothing', async () => {
  const runs = [
    { scenario: 'office-parent', seed },
    { scenario, seed },
  ]

  expect((await tracesInProcess(runs)).at(-1)).toEqual(here)
})

test('another seed gives another trace', async () => {
  expect((await traceHere(seed + 1)).hash).not.toBe(here.hash)
})
