import { expect } from 'vitest'

import { loadScenario } from '../../src/harness/index.ts'
import type { ScenarioSource } from '../../src/harness/job.ts'
import type { ScenarioSpec } from '../../src/plan/scenario-spec.ts'
import type { RunRecord } from '../../src/result/run-record.ts'
import { jobOf, makeRuns } from './pool.ts'

/** The oldest scenarios. Together they show most of the trouble that any other one shows. */
export const wellTried: readonly string[] = ['field-team', 'office-parent', 'vpn-relay']

/** Makes the short runs of a scenario's first seeds, and expects each to pass all its checks. */
export const passingShortRuns = async (
  source: ScenarioSource,
  seedsOf: (spec: ScenarioSpec) => number,
): Promise<readonly RunRecord[]> => {
  const { name } = source
  const seeds = seedsOf(await loadScenario(source))
  const jobs = Array.from({ length: seeds }, (_, index) => jobOf(name, index + 1, 'short'))

  const { records } = await makeRuns(jobs)

  console.log(`${name}: ${records.length} short runs, seeds 1 to ${seeds}`)
  const failing = records.filter(({ verdict }) => verdict !== 'passed')
  expect(failing.map(({ command, reason, checks }) => ({ command, reason, checks }))).toEqual([])
  expect(records.length).toBe(seeds)
  return records
}
