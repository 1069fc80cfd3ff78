import { expect, test } from 'vitest'
import { z } from 'zod'

import { bundledScenarios, planOf } from '../../src/harness/index.ts'
import { actionItemSchemas } from '../../src/plan/definitions/action/index.ts'
import { faultItemSchemas } from '../../src/plan/definitions/fault/index.ts'
import { namedFields } from '../../src/plan/plan-names.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { readPlan } from '../../src/plan/read-plan.ts'
import { ScenarioError } from '../../src/plan/scenario-error.ts'
import { shortPlan } from '../world/short-plan.ts'

const plan: Plan = await shortPlan('rough-day', 1)
const editAt = plan.work.items.findIndex(({ kind }) => kind === 'edit-field')
const cutAt = plan.faults.items.findIndex(({ kind }) => kind === 'cut-power')
const dropAt = plan.faults.items.findIndex(({ kind }) => kind === 'drop-vpn')

/** The plan with one person's item changed. */
const withWork = (at: number, changes: object): object => ({
  ...plan,
  work: {
    ...plan.work,
    items: plan.work.items.map((item, index) => (index === at ? { ...item, ...changes } : item)),
  },
})

/** The plan with one fault changed. */
const withFault = (at: number, changes: object): object => ({
  ...plan,
  faults: {
    ...plan.faults,
    items: plan.faults.items.map((item, index) => (index === at ? { ...item, ...changes } : item)),
  },
})

const messageOf = (text: string): string => {
  try {
    readPlan(text, 'plan file p.json')
  } catch (trouble) {
    if (trouble instanceof ScenarioError) return trouble.message
    throw trouble
  }
  return 'no message'
}

test.each(bundledScenarios().map((source) => [source.name, source] as const))(
  'the written plan of %s is read as it was',
  async (_name, scenario) => {
    const drawn = await planOf({ scenario, seed: 2, form: 'short' })

    expect(readPlan(JSON.stringify(drawn), 'plan file p.json')).toEqual(drawn)
  },
)

test('text that is no JSON is refused with the place', () => {
  expect(messageOf('{"schema": shakedown}')).toMatch(/^plan file p.json is not JSON: .*s.*\bshakedown/)
})

test.each<[string, object, string]>([
  [
    'an earlier schema',
    { ...plan, schema: 'shakedown.plan/1' },
    'its schema is "shakedown.plan/1", and only "shakedown.plan/3" is replayed; write it again with `shakedown plan NAME --seed N --out FILE`',
  ],
  ['no schema', { runs: [] }, 'it has no schema'],
  ['an unknown field', { ...plan, polices: [] }, 'has no option "polices"; did you mean "policies"?'],
  [
    'an unknown field in an item',
    withWork(editAt, { valeu: 1 }),
    `"work.items.${editAt}" has no option "valeu"; did you mean "value"?`,
  ],
  [
    'an item of an unknown kind',
    withWork(editAt, { kind: 'edit-feild' }),
    `"work.items.${editAt}.kind" is "edit-feild", and there is no such word; did you mean "edit-field"?`,
  ],
  ['an unknown form', { ...plan, form: 'shrot' }, 'did you mean "short"?'],
  [
    'an item of nobody',
    withWork(editAt, { actor: 'an-staff' }),
    `work.items.${editAt} (edit-field ${plan.work.items[editAt]?.id}) has the actor "an-staff", but there is no such person; did you mean "ann-staff"?`,
  ],
  [
    'a fault that somebody does',
    withFault(cutAt, { actor: 'ann-staff' }),
    `"faults.items.${cutAt}.actor" invalid input: expected "world"`,
  ],
  [
    'a fault of no machine',
    withFault(cutAt, { machine: 'anne-staff-laptop' }),
    'did you mean "ann-staff-laptop"?',
  ],
  ['a fault of no vpn', withFault(dropAt, { vpn: 'ofice-vpn' }), 'did you mean "office-vpn"?'],
  [
    'an edit of no record',
    withWork(editAt, { place: { kind: 'register', table: 'trial-balance', key: 'x', field: 'amount' } }),
    'edits the record "x", but there is no such record',
  ],
  [
    'a policy for nobody',
    {
      ...plan,
      policies: {
        ...plan.policies,
        policies: plan.policies.policies.map((policy) => ({ ...policy, actors: ['bobb-staff'] })),
      },
    },
    'policies.policies.0 (take-turns) has the actor "bobb-staff", but there is no such person; did you mean "bob-staff"?',
  ],
  [
    'two items of one id',
    withWork(editAt, { id: plan.faults.items[cutAt]?.id }),
    `has the id "${plan.faults.items[cutAt]?.id}" of an earlier one; give it its own`,
  ],
  [
    'a copy on no host',
    {
      ...plan,
      topology: {
        ...plan.topology,
        copies: plan.topology.copies.map((copy) => ({ ...copy, host: copy.host.replace('bob-', 'bobb-') })),
      },
    },
    'copy "bob-staff" lies on "bobb-staff-laptop", but there is no such host; did you mean "bob-staff-laptop"?',
  ],
])('%s is refused with the nearest right spelling', (_what, written, message) => {
  expect(messageOf(JSON.stringify(written))).toContain(message)
  expect(messageOf(JSON.stringify(written))).toMatch(/^plan file p\.json/)
})

test('each text of an item either names something that is checked or is free', () => {
  const free = ['id', 'name']
  const schemas = [...actionItemSchemas, ...faultItemSchemas]
  const texts = schemas.flatMap((option) =>
    Object.entries(option.shape).flatMap(([field, schema]) => (schema instanceof z.ZodString ? [field] : [])),
  )

  expect(texts.length).toBeGreaterThan(schemas.length)
  expect([...new Set(texts)].filter((field) => !free.includes(field) && !(field in namedFields))).toEqual([])
})
