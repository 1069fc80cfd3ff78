import { expect, test } from 'vitest'

import { bundledScenarios } from '../../src/harness/index.ts'
import type { ScenarioSpec } from '../../src/plan/scenario-spec.ts'
import { neverHappened } from '../../src/result/sometimes-tally.ts'
import { passingShortRuns, wellTried } from './short-runs.ts'

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
  const records = await passingShortRuns(source, seedsOf)

  expect(neverHappened(records)).toEqual([])
})
