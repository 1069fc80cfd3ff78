import { expect, test } from 'vitest'

import type { RestKind } from '../../../src/sim/kernel/rest.ts'
import { executePlan } from '../../../src/sim/run/execute-plan.ts'
import { shortPlan } from '../short-plan.ts'

test('both ways of resting give one trace', async () => {
  const plan = await shortPlan('vpn-relay', 11)
  const options = { traps: null, traceListener: null, onFrame: null, isCancelled: () => false }
  const traceBy = async (rest: RestKind) => (await executePlan(plan, { ...options, rest })).trace

  const byTick = await traceBy('tick')

  expect(byTick.events).toBeGreaterThan(1000)
  expect(await traceBy('immediate')).toEqual(byTick)
})
