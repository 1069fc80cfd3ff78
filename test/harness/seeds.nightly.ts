import { expect, test } from 'vitest'

import { bundledScenarios, loadScenario } from '../../src/harness/index.ts'
import type { ScenarioSpec } from '../../src/plan/scenario-spec.ts'
import { neverHappened } from '../../src/result/sometimes-tally.ts'
import { jobOf, makeRuns } from './pool.ts'
import { complaintsOf } from './records.ts'

/** The oldest scenarios. Together they show most of the trouble that any other one shows. */
const wellTried: readonly string[] = ['field-team', 'office-parent', 'vpn-relay']
const seedsOfThree = 50
const seedsEach = 20
/** Scenarios with servers spend most of their hour in the same code. */
const seedsWithServers = 4
/** What scenarios with data stores are about hardly depends on the seed. */
const seedsWithStores = 2

const seedsOf = ({ name, access, parts }: ScenarioSpec): number => {
  if (wellTried.includes(name)) return seedsOfThree
  if (access.length > 0) return seedsWithStores
  return parts.some(({ kind }) => kind === 'sync-server') ? seedsWithServers : seedsEach
}

// `npm run campaign` runs many more of each.
test.each(bundledScenarios())('many short runs of $name pass all checks', async (source) => {
  const seeds = seedsOf(await loadScenario(source))
  const jobs = Array.from({ length: seeds }, (_, index) => jobOf(source.name, index + 1, 'short'))

  const { records } = await makeRuns(jobs)

  console.log(`${source.name}: ${records.length} short runs, seeds 1 to ${seeds}`)
  expect(complaintsOf(records)).toEqual([])
  expect(records.length).toBe(seeds)
  expect(neverHappened(records)).toEqual([])
})
