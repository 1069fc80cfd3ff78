import { expect, test } from 'vitest'

import { acknowledgedWorkJudge } from '../../../src/sim/check/acknowledged-work.ts'
import { balance, look, note, recording, secondUs, wrote } from './recording.ts'

test('S1 accepts work that stands or was replaced', () => {
  expect(acknowledgedWorkJudge.verdict(recording())).toEqual({
    id: 'S1',
    holds: true,
    detail: '3 acknowledged writes on 2 copies',
  })
})

test('S1 refuses a write that one copy never received', () => {
  const [ann, bob] = recording().finals
  const lacking = look('bob', ['import', 'ann-1'], { [balance]: ['ann-1'] })

  const verdict = acknowledgedWorkJudge.verdict(recording({ finals: [ann ?? lacking, lacking] }))

  expect(bob?.applied.has('bob-1')).toBe(true)
  expect(verdict?.holds).toBe(false)
  expect(verdict?.detail).toContain(`bob never received bob-1, written by bob to ${balance}`)
})

test('S1 refuses a received write that is gone', () => {
  const finals = [look('ann', ['import', 'ann-1', 'bob-1'], { [balance]: ['ann-1'] })]

  const verdict = acknowledgedWorkJudge.verdict(recording({ finals }))

  expect(verdict).toMatchObject({ holds: false })
  expect(verdict?.detail).toContain(`bob-1, written by bob to ${balance}, is gone on ann`)
})

test('S1 refuses a whole register that is gone', () => {
  const verdict = acknowledgedWorkJudge.verdict(
    recording({ finals: [look('ann', ['import', 'ann-1', 'bob-1'], {})] }),
  )

  expect(verdict?.detail).toContain('ann-1')
  expect(verdict?.detail).toContain('bob-1')
})

test('S1 refuses work replaced in another register only', () => {
  const writes = [wrote('ann-1'), wrote('bob-1', { register: note, observed: ['ann-1'] })]
  const finals = [look('ann', ['ann-1', 'bob-1'], { [note]: ['bob-1'] })]

  expect(acknowledgedWorkJudge.verdict(recording({ writes, finals }))?.holds).toBe(false)
})

test('S1 refuses half a write to two registers', () => {
  const writes = [wrote('new'), wrote('new', { register: note })]
  const finals = [look('ann', ['new'], { [balance]: ['new'] })]

  expect(acknowledgedWorkJudge.verdict(recording({ writes, finals }))?.detail).toContain(
    `${note}, is gone on ann`,
  )
})

test.each([
  ['writes', recording({ writes: [] })],
  ['copies', recording({ finals: [] })],
])('S1 refuses a run without any %s', (_what, empty) => {
  expect(acknowledgedWorkJudge.verdict(empty)).toMatchObject({
    holds: false,
    detail: expect.stringContaining('nothing to look at'),
  })
})

test('S1 tells three findings and counts the rest', () => {
  const writes = ['a', 'b', 'c', 'd', 'e'].map((id) => wrote(id))

  const verdict = acknowledgedWorkJudge.verdict(recording({ writes, finals: [look('ann', [], {})] }))

  expect(verdict?.detail).toContain('; and 2 more (5 acknowledged writes on 1 copies)')
})

/** Ann's disk is lost at the ninth second, with what only she had. */
const lost = {
  finals: [look('bob', ['import', 'bob-1'], { [balance]: ['bob-1'] })],
  losses: [{ copy: 'ann', fromUs: 0, atUs: 9 * secondUs }],
  sentReports: [],
  writes: [
    wrote('import', { copy: 'bob', acknowledgedUs: 0 }),
    wrote('ann-1'),
    wrote('bob-1', { copy: 'bob', observed: ['import'] }),
  ],
}

test('S1 lets work go with its disk that nobody was told is sent', () => {
  expect(acknowledgedWorkJudge.verdict(recording(lost))).toMatchObject({
    holds: true,
    detail: expect.stringContaining('1 went with a folder before anybody was told that they were sent'),
  })
})

test.each([
  ['was said to be sent', { sentReports: [{ copy: 'ann', untilUs: 2 * secondUs }] }],
  [
    'was written on the disk that came after it',
    { writes: [...lost.writes, wrote('ann-2', { acknowledgedUs: 10 * secondUs })] },
  ],
  ['was in the backup', { losses: [{ copy: 'ann', fromUs: 5 * secondUs, atUs: 9 * secondUs }] }],
  [
    'was said to be sent at the moment of the loss',
    { sentReports: [{ copy: 'ann', untilUs: 9 * secondUs }] },
  ],
  ['was the last in the backup', { losses: [{ copy: 'ann', fromUs: secondUs, atUs: 9 * secondUs }] }],
  ['went with no disk', { losses: [] }],
  ['lay on another disk than the lost one', { losses: [{ copy: 'cora', fromUs: 0, atUs: 9 * secondUs }] }],
  [
    'had reached somebody',
    {
      finals: [...lost.finals, look('cora', ['import', 'ann-1', 'bob-1'], { [balance]: ['ann-1', 'bob-1'] })],
    },
  ],
])('S1 refuses work that is gone and %s', (_how, changes) => {
  expect(acknowledgedWorkJudge.verdict(recording({ ...lost, ...changes }))?.holds).toBe(false)
})

test('S1 does not take what a new disk says for what the lost one said', () => {
  const sentReports = [{ copy: 'ann', untilUs: 20 * secondUs }]

  expect(acknowledgedWorkJudge.verdict(recording({ ...lost, sentReports }))?.holds).toBe(true)
})

test('S1 accepts work that lies in rescue', () => {
  const finals = [
    { ...look('bob', ['import', 'bob-1'], { [balance]: ['bob-1'] }), rescued: new Set(['ann-1']) },
  ]

  expect(acknowledgedWorkJudge.verdict(recording({ ...lost, losses: [], finals }))?.holds).toBe(true)
})

test.each([
  ['what another copy said of its own', { sentReports: [{ copy: 'bob', untilUs: 2 * secondUs }] }],
  ['a status from before the write', { sentReports: [{ copy: 'ann', untilUs: secondUs }] }],
])('S1 does not hold %s against a lost disk', (_what, changes) => {
  expect(acknowledgedWorkJudge.verdict(recording({ ...lost, ...changes }))?.holds).toBe(true)
})

test('S1 lets work of the very moment of the loss go with its disk', () => {
  const losses = [{ copy: 'ann', fromUs: 0, atUs: secondUs }]

  expect(acknowledgedWorkJudge.verdict(recording({ ...lost, losses }))?.holds).toBe(true)
})
