import { expect, test } from 'vitest'

import { planOf } from '../../src/harness/index.ts'
import { judged } from '../world/executed.ts'
import { fixture, jobOf } from './pool.ts'

test('without its holder the planted scenario passes', async () => {
  const plan = await planOf(jobOf(fixture('planted-holder')))
  const items = plan.faults.items.filter(({ kind }) => kind !== 'take-sessions')
  expect(items.length).toBe(plan.faults.items.length - 1)

  const { checks } = await judged({ ...plan, faults: { ...plan.faults, items } })

  expect(checks.filter(({ holds }) => !holds)).toEqual([])
})
