import { expect, test } from 'vitest'

import { bundledScenarios } from '../../src/harness/index.ts'
import { jobOf, makeRuns } from './pool.ts'

const seedsEach = 50
const timeoutMs = 180_000

test.each(bundledScenarios())(
  'short runs of $name pass all checks',
  async ({ name }) => {
    const jobs = Array.from({ length: seedsEach }, (_, index) => jobOf(name, index + 1, 'short'))

    const { records } = await makeRuns(jobs)

    console.log(`${name}: ${records.length} short runs, seeds 1 to ${seedsEach}`)
    const failing = records.filter(({ verdict }) => verdict !== 'passed')
    expect(failing.map(({ command, reason, checks }) => ({ command, reason, checks }))).toEqual([])
    expect(records.length).toBe(seedsEach)
  },
  timeoutMs,
)
