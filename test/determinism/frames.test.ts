import { expect, test } from 'vitest'

import { loadScenario, bundledScenarios } from '../../src/harness/load-scenario.ts'
import { drawPlan } from '../../src/sim/planning/draw-plan.ts'
import { executed } from '../world/executed.ts'

test.each([1, 2, 3])('a watched run of seed %i gives the trace of an unwatched one', async (seed) => {
  const [scenario] = bundledScenarios().filter(({ name }) => name === 'office-parent')
  if (!scenario) throw new Error('office-parent is bundled')
  const plan = drawPlan(await loadScenario(scenario), 'short', seed)

  const watched = await executed(plan, { onFrame: () => {} })
  const unwatched = await executed(plan)

  expect(watched.trace.hash).toBe(unwatched.trace.hash)
})
