import { describe, expect, test } from 'vitest'

import type { ActionItem } from '../../../src/plan/definitions/action/index.ts'
import type { Plan } from '../../../src/plan/plan.ts'
import { createRandomness } from '../../../src/sim/kernel/index.ts'
import { pickAgreement } from '../../../src/sim/run/pick-agreement.ts'
import { executed } from '../../world/executed.ts'
import { shortPlan } from '../../world/short-plan.ts'

const base = await shortPlan('office-parent', 1)

const save = (number: number, actor: string, among: string): ActionItem => ({
  id: `${actor}-${number}`,
  atUs: 1000,
  actor,
  kind: 'save-document',
  document: { key: `slot ${number}`, among },
  sizeBytes: 9,
  thinkUs: 0,
})

const memo = (atUs: number): ActionItem => ({
  id: 'ann-staff-90',
  atUs,
  actor: 'ann-staff',
  kind: 'create-document',
  name: 'ann-staff memo ann-staff-90.docx',
  sizeBytes: 9,
  thinkUs: 10,
})

const planWith = (...items: readonly ActionItem[]): Plan => ({
  ...base,
  clientFile: {
    ...base.clientFile,
    documents: ['ann-staff', 'bob-staff'].map((name) => ({
      name: `${name} working paper 1.docx`,
      sizeBytes: 9,
    })),
  },
  work: { version: 1, items: [...items] },
})

const everybody = [base.topology.copies.map(({ id }) => id)]

const agreement = (
  plan: Plan,
  picks: readonly { readonly item: string; readonly picked: string }[],
  files: readonly (readonly string[])[] = everybody,
) => pickAgreement({ plan, kernel: { random: createRandomness(plan.seed) }, recorder: { picks }, files })

const paper = (name: string): string => `${name} working paper 1.docx`

describe('the agreement of document picks', () => {
  test('counts each save, and those that picked as if all copies showed everything', () => {
    const plan = planWith(save(1, 'ann-staff', 'ann-staff '), save(2, 'ann-staff', 'ann-staff '))
    const picks = [
      { item: 'ann-staff-1', picked: paper('ann-staff') },
      { item: 'ann-staff-2', picked: paper('bob-staff') },
    ]

    expect(agreement(plan, picks)).toEqual({ made: 2, asPlanned: 1 })
  })

  test('leaves out picks of records', () => {
    expect(agreement(planWith(), [{ item: 'ann-staff-1', picked: '1000' }])).toEqual({
      made: 0,
      asPlanned: 0,
    })
  })

  test('expects a created document only once it was written', () => {
    const many = Array.from({ length: 60 }, (_, index) => save(index, 'ann-staff', 'ann-staff '))
    const picks = many.map(({ id }) => ({ item: id, picked: paper('ann-staff') }))

    const { asPlanned } = agreement(planWith(memo(900), ...many), picks)

    expect(agreement(planWith(memo(991), ...many), picks)).toEqual({ made: 60, asPlanned: 60 })
    expect(asPlanned).toBeGreaterThan(10)
    expect(asPlanned).toBeLessThan(50)
  })

  test('expects nobody to see documents of another client file', () => {
    const many = Array.from({ length: 60 }, (_, index) => save(index, 'bob-staff', ''))
    const picks = many.map(({ id }) => ({ item: id, picked: paper('bob-staff') }))
    const apart = [['ann-staff'], everybody.flat().filter((id) => id !== 'ann-staff')]

    expect(agreement(planWith(...many), picks, apart)).toEqual({ made: 60, asPlanned: 60 })
    expect(agreement(planWith(...many), picks).asPlanned).toBeLessThan(50)
  })
})

test('a run reports how many documents were picked as planned', async () => {
  const { measures } = await executed(base)

  const saves = base.work.items.filter(({ kind }) => kind === 'save-document')
  expect(measures.picks.made).toBe(saves.length)
  expect(measures.picks.asPlanned).toBeGreaterThan(saves.length / 2)
  expect(measures.picks.asPlanned).toBeLessThanOrEqual(saves.length)
})
