import { expect, test } from 'vitest'

import { pastMomentJudge } from '../../../src/sim/check/past-moment.ts'
import type { AccessRecording } from '../../../src/sim/record/index.ts'
import { account, accessRecording, change, minuteUs, served } from './access-recording.ts'
import { recording } from './recording.ts'

const good = accessRecording()
const judged = (access: AccessRecording) => pastMomentJudge.verdict(recording({ access }))
const [refused] = good.attempts
if (!refused) throw new Error('a write was attempted')
const cut = { branch: 'leeds', fromUs: 2 * minuteUs, toUs: 5 * minuteUs }
const anew = served(3, [account('ann', 'disabled'), account('bob')], {
  isRefilling: true,
  atUs: 5.5 * minuteUs,
})

test('S7 accepts a branch that shows one moment of its centre after the other', () => {
  expect(judged(good)).toEqual({
    id: 'S7',
    holds: true,
    detail:
      '3 looks at 1 branches, 0 of them while they were loaded again, beside 6 changes; 1 writes attempted',
  })
})

test('S7 accepts a branch that was away for too long, was loaded again, and showed its old moment meanwhile', () => {
  const looks = [served(2, [account('ann'), account('bob')]), anew, served(6, [account('ann', 'disabled')])]

  expect(judged(accessRecording({ served: looks, longCuts: [cut] }))).toMatchObject({
    holds: true,
    detail: expect.stringContaining('3 looks at 1 branches, 1 of them while they were loaded again'),
  })
})

test.each([
  ['a fact that the centre did not hold then', [served(2, [account('ann', 'disabled'), account('bob')])]],
  ['a moment of which a part is lacking', [served(2, [account('ann')])]],
  ['somebody whom the centre had taken away', [served(6, [account('ann', 'disabled'), account('bob')])]],
])('S7 refuses %s', (_what, looks) => {
  expect(judged(accessRecording({ served: looks }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('leeds did not show what the centre held at change'),
  })
})

test.each([
  [
    'a branch that goes back',
    { served: [...good.served].reverse().map((each, index) => ({ ...each, atUs: index })) },
    'leeds showed change 3 after it had shown change 6',
  ],
  [
    'a change that the centre never made',
    { served: [served(9, [])] },
    'leeds claims to be change 9, which the centre never made',
  ],
  [
    'a moment dated younger than its last heartbeat',
    { served: [served(3, [account('ann', 'disabled'), account('bob')], { asOfMs: 3000 })] },
    'leeds claims to be of 3000, and the last heartbeat by then was of 2000',
  ],
  ['a branch at which nobody looked', { branches: ['leeds', 'york'] }, 'york never showed anything'],
  ['branches at which nobody ever looked', { served: [] }, 'there was nothing to look at'],
  [
    'a write that a branch took',
    { attempts: [{ ...refused, outcome: 'written' as const }] },
    'a write at leeds was written, and not refused',
  ],
  [
    'a refusal that does not say where to go',
    { attempts: [{ ...refused, refusalText: 'no' }] },
    'leeds refused a write without naming head-office: "no"',
  ],
  [
    'a write at a branch that came to the centre',
    { history: [...good.history, change(7, [account('mallory')])] },
    'what was written at leeds came to head-office',
  ],
  [
    'a write at a branch that is shown there',
    { served: [served(2, [account('ann'), account('bob'), account('mallory')])] },
    'what was written at leeds was shown at leeds',
  ],
  [
    'a branch that was away for too long and was not loaded again',
    { longCuts: [cut] },
    'leeds was away for longer than changes are kept, and was not loaded again',
  ],
  [
    'a branch that never came to the end of being loaded again',
    { served: [anew], longCuts: [cut] },
    'leeds was being loaded again until the end',
  ],
])('S7 refuses %s', (_what, changes, told) => {
  expect(judged(accessRecording(changes))).toMatchObject({
    holds: false,
    detail: expect.stringContaining(told),
  })
})

test('S7 lets two branches stand at different moments, and one of them stay where it is', () => {
  const york = (minute: number) =>
    served(2, [account('ann'), account('bob')], { branch: 'york', atUs: minute * minuteUs })
  const looks = [...good.served, york(7), york(8)]

  expect(judged(accessRecording({ branches: ['leeds', 'york'], served: looks }))?.holds).toBe(true)
})

const old = served(2, [account('ann'), account('bob')])
const whole = served(6, [account('ann', 'disabled')], { atUs: 8 * minuteUs })

test('S7 accepts a branch that is loaded again from the moment at which it is back', () => {
  const looks = [old, { ...anew, atUs: cut.toUs }, whole]

  expect(judged(accessRecording({ served: looks, longCuts: [cut] }))?.holds).toBe(true)
})

test.each([
  ['before it was back', [old, { ...anew, atUs: cut.toUs - 1 }, whole]],
  ['at another branch', [old, { ...anew, branch: 'york' }, whole]],
])('S7 does not take it for loaded again if that was %s', (_when, looks) => {
  const branches = ['leeds', ...new Set(looks.map(({ branch }) => branch).filter((name) => name !== 'leeds'))]

  expect(judged(accessRecording({ branches, served: looks, longCuts: [cut] }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining(
      'leeds was away for longer than changes are kept, and was not loaded again',
    ),
  })
})

test('S7 refuses a branch whose second filling has no end, and one that nobody saw again', () => {
  const again = served(6, [account('ann', 'disabled')], { isRefilling: true, atUs: 9 * minuteUs })
  const endless = 'leeds was being loaded again until the end'
  const toldOf = (looks: typeof good.served) =>
    judged(accessRecording({ served: looks, longCuts: [cut] }))?.detail

  expect(toldOf([old, anew, whole, again])).toContain(endless)
  expect(toldOf([{ ...old, atUs: cut.fromUs }])).toContain(endless)
})

test('S7 does not apply to a world without branches', () => {
  expect(judged(accessRecording({ branches: [], served: [] }))).toBeNull()
  expect(judged(accessRecording({ branches: [], served: good.served }))).toBeNull()
  expect(pastMomentJudge.verdict(recording())).toBeNull()
})
