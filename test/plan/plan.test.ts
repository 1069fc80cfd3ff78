import { expect, test } from 'vitest'

import { type Plan, planSchema } from '../../src/plan/plan.ts'
import { shortPlan } from '../world/short-plan.ts'

const plan: Plan = await shortPlan('office-parent', 1)
const [item] = plan.work.items
const withItem = (changes: object): object => ({ work: { version: 1, items: [{ ...item, ...changes }] } })

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
  ['with work of another version', { work: { ...plan.work, version: 2 } }],
  ['without people', { people: { version: 1, people: [] } }],
  ['with an item of an unknown kind', withItem({ kind: 'dance' })],
  ['with an item in the past', withItem({ atUs: -1 })],
  ['with an item without a name', withItem({ id: '' })],
  ['with a target of an unknown kind', withItem({ target: { kind: 'all' } })],
])('a plan %s is refused', (_what, changes) => {
  expect(planSchema.safeParse({ ...plan, ...changes }).success).toBe(false)
})
