import { expect, test } from 'vitest'

import { bundledScenarios, loadScenario } from '../../src/harness/index.ts'
import type { ScenarioSpec } from '../../src/plan/scenario-spec.ts'
import { neverHappened } from '../../src/result/sometimes.ts'
import { jobOf, makeRuns } from './pool.ts'

/** Of those that say most of what goes wrong in any other; `npm run campaign` runs many more of each. */
const seedsOfThree = 50
const wellTried = ['field-team', 'office-parent', 'vpn-relay']
const seedsEach = 20
/** Of those with servers: their hour is mostly the same code, and all of them have to fit into one run of the tests. */
const seedsWithServers = 4
/** Of those with data stores, which are about what hardly depends on the seed. */
const seedsWithStores = 2
const timeoutMs = 180_000

const seedsOf = ({ name, access, parts }: ScenarioSpec): number => {
  if (wellTried.includes(name)) return seedsOfThree
  if (access.length > 0) return seedsWithStores
  return parts.some(({ kind }) => kind === 'sync-server') ? seedsWithServers : seedsEach
}

test.each(bundledScenarios())(
  'short runs of $name pass all checks',
  async (source) => {
    const { name } = source
    const seeds = seedsOf(await loadScenario(source))
    const jobs = Array.from({ length: seeds }, (_, index) => jobOf(name, index + 1, 'short'))

    const { records } = await makeRuns(jobs)

    console.log(`${name}: ${records.length} short runs, seeds 1 to ${seeds}`)
    const failing = records.filter(({ verdict }) => verdict !== 'passed')
    expect(failing.map(({ command, reason, checks }) => ({ command, reason, checks }))).toEqual([])
    expect(neverHappened(records)).toEqual([])
    expect(records.length).toBe(seeds)
  },
  timeoutMs,
)
