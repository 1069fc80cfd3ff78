import { expect, test } from 'vitest'

import { type Plan, planSchema } from '../../src/plan/plan.ts'
import { shortPlan } from '../world/short-plan.ts'

const plan: Plan = await shortPlan('office-parent', 1)
const [item] = plan.items

test('a plan survives being written and read', () => {
  expect(planSchema.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan)
})

test.each<[string, object]>([
  ['of another format', { schema: 'shakedown.plan/1' }],
  ['with a seed below zero', { seed: -1 }],
  ['with a seed beyond 32 bits', { seed: 4_294_967_296 }],
  ['that ends before it begins', { endsAtUs: 0 }],
  ['with a word that plans do not have', { colour: 'red' }],
  ['of an unknown form', { form: 'long' }],
  ['with an item of an unknown kind', { items: [{ ...item, kind: 'dance' }] }],
  ['with an item in the past', { items: [{ ...item, atUs: -1 }] }],
  ['with an item without a name', { items: [{ ...item, id: '' }] }],
  ['with a target of an unknown kind', { items: [{ ...item, target: { kind: 'all' } }] }],
])('a plan %s is refused', (_what, changes) => {
  expect(planSchema.safeParse({ ...plan, ...changes }).success).toBe(false)
})
