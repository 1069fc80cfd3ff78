import { expect, test } from 'vitest'

import { planCarriedOutJudge } from '../../../src/sim/check/plan-carried-out.ts'
import { balance, note, recording, wrote } from './recording.ts'

const skipped = (count: number) => Array.from({ length: count }, (_, index) => `ann-${index + 1}`)

test('the plan check accepts a plan carried out', () => {
  expect(planCarriedOutJudge.verdict(recording())).toEqual({
    id: 'plan',
    holds: true,
    detail: '100 planned items, 0 skipped, 1 faults, 1 expected conflicts',
  })
})

test('the plan check refuses too many skipped items', () => {
  expect(planCarriedOutJudge.verdict(recording({ skippedItems: skipped(5) }))?.holds).toBe(true)
  expect(planCarriedOutJudge.verdict(recording({ skippedItems: skipped(6) }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('6 of 100 planned items could not be done, such as ann-1'),
  })
})

test('the plan check refuses a run without conflicts', () => {
  const writes = [wrote('ann-1'), wrote('bob-1', { observed: ['ann-1'] })]

  expect(planCarriedOutJudge.verdict(recording({ writes }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('only 0 conflicts were expected, and fewer than 1 test nothing'),
  })
})

test('the plan check refuses fewer conflicts than asked', () => {
  expect(planCarriedOutJudge.verdict(recording({ expectedConflictsMin: 2 }))?.holds).toBe(false)
})

test('the plan check counts resolved conflicts too', () => {
  const { writes } = recording()
  const choice = wrote('choice', { observed: ['ann-1', 'bob-1'], resolves: true, register: balance })

  expect(planCarriedOutJudge.verdict(recording({ writes: [...writes, choice] }))?.holds).toBe(true)
})

test('the plan check asks for no conflicts in vain', () => {
  expect(planCarriedOutJudge.verdict(recording({ writes: [], expectedConflictsMin: 0 }))?.holds).toBe(true)
})

test('the plan check refuses faults that never happened', () => {
  const faults = [
    { id: 'drop-1', happened: true, insideTransfer: true, insideWrite: false },
    { id: 'drop-2', happened: false, insideTransfer: false, insideWrite: false },
  ]

  expect(planCarriedOutJudge.verdict(recording({ faults }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('drop-2 did not happen as planned'),
  })
})

test('the plan check refuses a day that most people spent without a machine', () => {
  expect(planCarriedOutJudge.verdict(recording({ missedItems: skipped(25) }))?.holds).toBe(true)
  expect(planCarriedOutJudge.verdict(recording({ missedItems: skipped(26) }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining(
      '26 of 100 planned items fell into the time that their machine did not run',
    ),
  })
})

test('the plan check counts open and settled conflicts together', () => {
  const settled = [
    wrote('ann-2', { register: note }),
    wrote('bob-2', { register: note }),
    wrote('cora-2', { register: note, observed: ['ann-2', 'bob-2'], resolves: true }),
  ]
  const writes = [...recording().writes, ...settled]

  expect(planCarriedOutJudge.verdict(recording({ writes }))?.detail).toContain('2 expected conflicts')
  expect(planCarriedOutJudge.verdict(recording({ writes, expectedConflictsMin: 3 }))?.detail).toContain(
    'only 2 conflicts were expected',
  )
})
