import { expect, test } from 'vitest'

import type { QuiescenceKind } from '../../../src/sim/kernel/quiescence.ts'
import { executed } from '../../world/executed.ts'
import { shortPlan } from '../../world/short-plan.ts'

test('both ways of resting give one trace', async () => {
  const plan = await shortPlan('vpn-relay', 11)
  const traceBy = async (rest: QuiescenceKind) => (await executed(plan, { quiescence: rest })).trace

  const byTick = await traceBy('tick')

  expect(byTick.events).toBeGreaterThan(1000)
  expect(await traceBy('immediate')).toEqual(byTick)
})
