import { expect, test } from 'vitest'

import { conflictsListedJudge } from '../../../src/sim/check/conflicts-listed.ts'
import { balance, look, mistold, note, recording, wrote } from './recording.ts'

const all = ['import', 'ann-1', 'bob-1']
const judged = (final: ReturnType<typeof look>) =>
  conflictsListedJudge.verdict(recording({ finals: [final] }))

test('S2 accepts a conflict listed where both are known', () => {
  expect(conflictsListedJudge.verdict(recording())).toEqual({
    id: 'S2',
    holds: true,
    detail: '3 registers in 3 looks at copies',
  })
})

test('S2 refuses a conflict that is hidden', () => {
  const hidden = mistold(look('bob', all, { [balance]: ['ann-1', 'bob-1'] }))

  expect(judged(hidden)).toMatchObject({
    holds: false,
    detail: expect.stringContaining(`${balance} is not listed as a conflict on bob`),
  })
})

test('S2 refuses a phantom conflict', () => {
  const phantom = mistold(look('bob', ['import', 'ann-1'], { [balance]: ['ann-1'] }))

  expect(judged(phantom)?.detail).toContain(`${balance} is listed as a conflict on bob`)
})

test('S2 refuses a conflict nobody there knows yet', () => {
  const early = look('bob', ['import', 'ann-1'], { [balance]: ['ann-1', 'bob-1'] })

  expect(judged(early)?.holds).toBe(false)
})

test('S2 refuses a standing value that was replaced', () => {
  const stale = look('bob', ['import', 'ann-1'], { [balance]: ['import'] })

  expect(judged(stale)?.detail).toContain(`${balance} holds import on bob, expected ann-1`)
})

test('S2 refuses the wrong values in a real conflict', () => {
  const wrong = look('bob', all, { [balance]: ['ann-1', 'import'] })

  expect(judged(wrong)?.detail).toContain('holds ann-1, import on bob, expected ann-1, bob-1')
})

test('S2 refuses a third value in a conflict', () => {
  expect(judged(look('bob', all, { [balance]: ['ann-1', 'bob-1', 'import'] }))?.holds).toBe(false)
})

test('S2 refuses a replaced value beside the right one', () => {
  const quiet = mistold(look('bob', ['import', 'ann-1'], { [balance]: ['ann-1', 'import'] }))

  expect(judged(quiet)?.detail).toContain('holds ann-1, import on bob, expected ann-1')
})

test('S2 refuses a register that is not shown', () => {
  expect(judged(look('bob', all, {}))?.detail).toContain(`bob does not show ${balance}`)
})

test('S2 refuses a register that nobody wrote', () => {
  const invented = look('bob', all, { [balance]: ['ann-1', 'bob-1'], [note]: ['ann-1'] })

  expect(judged(invented)?.detail).toContain(`bob shows ${note}, which nobody wrote there`)
})

test('S2 refuses a mistake seen only during the day', () => {
  const samples = [mistold(look('ann', ['import'], { [balance]: ['import'] }))]

  expect(conflictsListedJudge.verdict(recording({ samples }))?.holds).toBe(false)
})

test('S2 accepts equal values standing side by side', () => {
  const writes = [wrote('ann-1', { value: 'n7' }), wrote('bob-1', { value: 'n7' })]
  const twice = look('ann', ['ann-1', 'bob-1'], { [balance]: ['bob-1', 'ann-1'] })
  const finals = [mistold(twice)]

  expect(conflictsListedJudge.verdict(recording({ writes, samples: [], finals }))?.holds).toBe(true)
})

test('S2 refuses a run where nothing was looked at', () => {
  expect(conflictsListedJudge.verdict(recording({ writes: [], samples: [], finals: [] }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('nothing to look at'),
  })
})
