import { expect, test } from 'vitest'

import { bundledScenarios, loadScenario } from '../../src/harness/index.ts'
import { jobOf, makeRuns } from './pool.ts'

const seedsEach = 50
/** Of those with servers: their hour is mostly the same code, and all of them have to fit into one run of the tests. */
const seedsWithServers = 15
const timeoutMs = 180_000

test.each(bundledScenarios())(
  'short runs of $name pass all checks',
  async (source) => {
    const { name } = source
    const { parts } = await loadScenario(source)
    const seeds = parts.some(({ kind }) => kind === 'sync-server') ? seedsWithServers : seedsEach
    const jobs = Array.from({ length: seeds }, (_, index) => jobOf(name, index + 1, 'short'))

    const { records } = await makeRuns(jobs)

    console.log(`${name}: ${records.length} short runs, seeds 1 to ${seeds}`)
    const failing = records.filter(({ verdict }) => verdict !== 'passed')
    expect(failing.map(({ command, reason, checks }) => ({ command, reason, checks }))).toEqual([])
    expect(records.length).toBe(seeds)
  },
  timeoutMs,
)
