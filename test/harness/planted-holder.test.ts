import { expect, test } from 'vitest'

import { planOf } from '../../src/harness/index.ts'
import { type RunOptions, runPlan } from '../../src/sim/run/run-scenario.ts'
import { fixture, jobOf } from './pool.ts'

const once: RunOptions = {
  traps: null,
  onFrame: null,
  isCancelled: () => false,
  wallMs: () => 0,
  twice: 'never',
}

test('without its holder the planted scenario passes', async () => {
  const plan = await planOf(jobOf(fixture('planted-holder')))
  const items = plan.items.filter(({ kind }) => kind !== 'take-sessions')
  expect(items.length).toBe(plan.items.length - 1)

  const { checks } = await runPlan({ ...plan, items }, once)

  expect(checks.filter(({ holds }) => !holds)).toEqual([])
})
