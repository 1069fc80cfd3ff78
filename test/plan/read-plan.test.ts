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

/** The plan with one more fault, which the seed did not draw. */
const withFurtherFault = (fault: object): object => ({
  ...plan,
  faults: { ...plan.faults, items: [...plan.faults.items, { atUs: 0, actor: 'world', ...fault }] },
})

const withCopies = (change: (copy: Plan['topology']['copies'][number], index: number) => object): object => ({
  ...plan,
  topology: { ...plan.topology, copies: plan.topology.copies.map(change) },
})

const edit = plan.work.items[editAt]
const editPlace = `work.items.${editAt} (edit-field ${edit?.id})`
const further = `faults.items.${plan.faults.items.length}`
const bobAt = plan.topology.copies.findIndex(({ user }) => user === 'bob-staff')
const lastPolicy = plan.policies.policies.length

test.each<[string, object, string]>([
  [
    'an item at the end of the day',
    withWork(editAt, { atUs: plan.endsAtUs }),
    `${editPlace} is at 1800000000 µs, and the day ends at 1800000000 µs; give it an earlier atUs`,
  ],
  [
    'a fault after the day',
    withFault(cutAt, { atUs: plan.endsAtUs + 1 }),
    `faults.items.${cutAt} (cut-power ${plan.faults.items[cutAt]?.id}) is at 1800000001 µs, and the day ends at 1800000000 µs; give it an earlier atUs`,
  ],
  [
    'a person without a copy',
    withCopies((copy, index) => (index === bobAt ? { ...copy, user: null } : copy)),
    `people.people.2 (bob-staff) has no copy to work in; make them the user of a copy, or take them out`,
  ],
  [
    'a copy of a stranger',
    withCopies((copy, index) => (index === bobAt ? { ...copy, user: 'bobb-staff' } : copy)),
    `topology.copies.${bobAt} has the user "bobb-staff", but there is no such person; did you mean "bob-staff"?`,
  ],
  [
    'a person with two copies',
    withCopies((copy) => (copy.user === null ? { ...copy, user: 'bob-staff' } : copy)),
    `topology.copies.${bobAt} has the user "bob-staff" of an earlier copy; a person works in one, so give it another user`,
  ],
  [
    'a policy that is stated twice',
    {
      ...plan,
      policies: {
        ...plan.policies,
        policies: [...plan.policies.policies, { ...plan.policies.policies[0], id: 'again' }],
      },
    },
    `policies.policies.${lastPolicy} (take-turns) is stated twice; keep one of them`,
  ],
  [
    'a lost disk of a parent',
    withFurtherFault({ id: 'lost', kind: 'lose-disk', machine: 'lead-pc', lastsUs: 1, effect: 1 }),
    `${further} (lose-disk lost) strikes "lead-pc", where no sync copy lies that nothing hangs under; name the host of a sync-copy`,
  ],
  [
    'a revoked right where nobody keeps rights',
    withFurtherFault({
      id: 'taken',
      kind: 'revoke-right',
      user: 'bob-staff',
      what: 'account',
      lastsUs: null,
    }),
    `${further} (revoke-right taken) takes something away, and nobody keeps who may do what; take it out of the plan`,
  ],
  [
    'a holder of sessions at a host without a limit',
    withFurtherFault({ id: 'held', kind: 'take-sessions', host: 'office' }),
    `${further} (take-sessions held) strikes "office", which accepts any number of sessions; name a host with a sessionLimit`,
  ],
])('%s is refused with its place and a way out', (_what, written, message) => {
  expect(messageOf(JSON.stringify(written))).toBe(`plan file p.json: ${message}`)
})

test('the same faults are accepted at machines that keep their rules', () => {
  const sound = [
    { id: 'lost', kind: 'lose-disk', machine: 'bob-staff-laptop', lastsUs: 1, effect: 1 },
    { id: 'held', kind: 'take-sessions', host: 'lead-pc' },
  ]

  expect(sound.map((fault) => messageOf(JSON.stringify(withFurtherFault(fault))))).toEqual(
    sound.map(() => 'no message'),
  )
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
