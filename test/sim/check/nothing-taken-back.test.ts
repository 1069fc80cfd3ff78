import { expect, test } from 'vitest'

import { nothingTakenBackJudge } from '../../../src/sim/check/nothing-taken-back.ts'
import { balance, look, recording, screen, secondUs, wrote } from './recording.ts'

const before = screen('ann', 10, ['import', 'ann-1'], { acknowledged: { a1: 2, b2: 7 } })
const later = screen('ann', 60, ['import', 'ann-1', 'bob-1'], { received: { a1: 3, b2: 7 } })

test('S4 accepts screens that only gain, and reports that were kept', () => {
  expect(nothingTakenBackJudge.verdict(recording())).toEqual({
    id: 'S4',
    holds: true,
    detail: '1 screens looked at again, 2 writes that a status said were sent',
  })
})

test('S4 accepts a folder that has just what it had acknowledged', () => {
  expect(nothingTakenBackJudge.verdict(recording({ observations: [before, later] }))?.holds).toBe(true)
})

test('S4 refuses a screen that went back', () => {
  const screens = [before, screen('ann', 60, ['import'], { received: { a1: 3, b2: 7 } })]

  expect(nothingTakenBackJudge.verdict(recording({ observations: screens }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('ann had applied ann-1, and at 60 s it had not'),
  })
})

test('S4 compares a screen with its own one before, whoever was looked at in between', () => {
  const screens = [before, screen('bob', 20, []), screen('ann', 60, [], { received: { a1: 3, b2: 7 } })]

  expect(nothingTakenBackJudge.verdict(recording({ observations: screens }))?.detail).toContain(
    'ann had applied import',
  )
})

test('S4 refuses a folder that has less than it had acknowledged', () => {
  const screens = [before, { ...later, received: { a1: 3, b2: 6 } }]

  expect(nothingTakenBackJudge.verdict(recording({ observations: screens }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('ann had acknowledged event 7 of b2, and at 60 s it had 6'),
  })
})

test('S4 lets a screen begin anew where its folder is another one', () => {
  const screens = [
    before,
    screen('ann', 30, [], { incarnation: 2 }),
    screen('ann', 60, ['import'], { incarnation: 2 }),
  ]

  expect(nothingTakenBackJudge.verdict(recording({ observations: screens }))?.holds).toBe(true)
})

test('S4 refuses work that was said to be sent and went with its disk all the same', () => {
  const all = ['import', 'bob-1']
  const day = {
    finals: [look('bob', all, { [balance]: ['bob-1'] })],
    losses: [{ copy: 'ann', fromUs: 0, atUs: 9 * secondUs }],
    sentReports: [{ copy: 'ann', untilUs: 2 * secondUs }],
  }

  expect(nothingTakenBackJudge.verdict(recording(day))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('ann said that ann-1 was sent, and bob never had it'),
  })
})

test('S4 takes what a new folder says of itself for nothing that the lost one said', () => {
  const all = ['import', 'bob-1']
  const day = {
    writes: [wrote('import', { copy: 'lead' }), wrote('ann-1'), wrote('bob-1', { copy: 'bob' })],
    finals: [look('bob', all, { [balance]: ['bob-1'] })],
    losses: [{ copy: 'ann', fromUs: 0, atUs: 9 * secondUs }],
    sentReports: [{ copy: 'ann', untilUs: 20 * secondUs }],
  }

  expect(nothingTakenBackJudge.verdict(recording(day))?.holds).toBe(true)
})

test('S4 lets what was sent lie in rescue', () => {
  const finals = [{ ...look('bob', ['import', 'bob-1'], {}), rescued: new Set(['ann-1']) }]

  expect(nothingTakenBackJudge.verdict(recording({ finals }))?.holds).toBe(true)
})

test.each([
  ['screens', { observations: [before] }, 'no screen was looked at twice'],
  ['sent reports', { sentReports: [] }, 'no status ever said that anything was sent'],
])('S4 refuses a run without %s', (_what, changes, detail) => {
  expect(nothingTakenBackJudge.verdict(recording(changes))).toMatchObject({
    holds: false,
    detail: expect.stringContaining(detail),
  })
})

/** Ann's write of the first second, which never came to bob, and what her status said of it at the twentieth. */
const neverArrived = {
  writes: [wrote('import', { copy: 'lead' }), wrote('ann-1'), wrote('bob-1', { copy: 'bob' })],
  finals: [look('bob', ['import', 'bob-1'], { [balance]: ['bob-1'] })],
  sentReports: [{ copy: 'ann', untilUs: 20 * secondUs }],
}

test('S4 believes each status that says so, whatever the others say', () => {
  const sentReports = [...neverArrived.sentReports, { copy: 'bob', untilUs: 2 * secondUs }]

  expect(nothingTakenBackJudge.verdict(recording({ ...neverArrived, sentReports }))?.detail).toContain(
    'ann said that ann-1 was sent, and bob never had it',
  )
})

test('S4 takes no status for a claim about later work', () => {
  const sentReports = [{ copy: 'ann', untilUs: secondUs }]

  expect(nothingTakenBackJudge.verdict(recording({ ...neverArrived, sentReports }))?.holds).toBe(true)
})

test.each([
  ['another copy lost its disk', { copy: 'bob', fromUs: 0, atUs: 9 * secondUs }],
  ['it was in the backup that was put back', { copy: 'ann', fromUs: secondUs, atUs: 9 * secondUs }],
  ['it was written to the disk that came later', { copy: 'ann', fromUs: 0, atUs: secondUs / 2 }],
  ['the status is of the moment of the loss', { copy: 'ann', fromUs: 0, atUs: 20 * secondUs }],
])('S4 refuses lost work that was said to be sent where %s', (_why, loss) => {
  expect(nothingTakenBackJudge.verdict(recording({ ...neverArrived, losses: [loss] }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('ann said that ann-1 was sent, and bob never had it'),
  })
})

test('S4 lets work of the very moment of the loss go with its disk', () => {
  const losses = [{ copy: 'ann', fromUs: 0, atUs: secondUs }]

  expect(nothingTakenBackJudge.verdict(recording({ ...neverArrived, losses }))?.holds).toBe(true)
})
