import { expect, test } from 'vitest'

import { bundledScenarios } from '../../src/harness/index.ts'
import { neverHappened } from '../../src/result/sometimes.ts'
import { jobOf, makeRuns } from './pool.ts'

/** Those that were there first say most of what goes wrong in any other. */
const wellTried = ['field-team', 'office-parent', 'vpn-relay']
const seedsOf = (name: string): number => (wellTried.includes(name) ? 50 : 20)
const timeoutMs = 180_000

test.each(bundledScenarios())(
  'short runs of $name pass all checks',
  async ({ name }) => {
    const seeds = seedsOf(name)
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
