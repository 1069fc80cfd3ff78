import { expect, test } from 'vitest'

import { branchesArePastMoments } from '../../../src/sim/check/past-moment.ts'
import { account, accessRecording, change, minuteUs, served } from './access-recording.ts'

const good = accessRecording()
const [refused] = good.attempts
if (!refused) throw new Error('a write was attempted')
const cut = { branch: 'leeds', fromUs: 2 * minuteUs, toUs: 5 * minuteUs }
const anew = served(3, [account('ann', 'disabled'), account('bob')], {
  isRefilling: true,
  atUs: 5.5 * minuteUs,
})

test('S7 accepts a branch that shows one moment of its centre after the other', () => {
  expect(branchesArePastMoments(good)).toEqual({
    id: 'S7',
    holds: true,
    detail:
      '3 looks at 1 branches, 0 of them while they were filled anew, beside 6 changes; 1 writes attempted',
  })
})

test('S7 accepts a branch that was away for too long, was filled anew, and showed its old moment meanwhile', () => {
  const looks = [served(2, [account('ann'), account('bob')]), anew, served(6, [account('ann', 'disabled')])]

  expect(branchesArePastMoments(accessRecording({ served: looks, longCuts: [cut] }))).toMatchObject({
    holds: true,
    detail: expect.stringContaining('3 looks at 1 branches, 1 of them while they were filled anew'),
  })
})

test.each([
  ['a fact that the centre did not hold then', [served(2, [account('ann', 'disabled'), account('bob')])]],
  ['a moment of which a part is lacking', [served(2, [account('ann')])]],
  ['somebody whom the centre had taken away', [served(6, [account('ann', 'disabled'), account('bob')])]],
])('S7 refuses %s', (_what, looks) => {
  expect(branchesArePastMoments(accessRecording({ served: looks }))).toMatchObject({
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
  ['a world without branches', { branches: [], served: [] }, 'there was nothing to look at'],
  ['looks at no branch of the world', { branches: [] }, 'there was nothing to look at'],
  ['a world in which nobody looked', { served: [] }, 'there was nothing to look at'],
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
    'a branch that was away for too long and was not filled anew',
    { longCuts: [cut] },
    'leeds was away for longer than changes are kept, and was not filled anew',
  ],
  [
    'a branch that never came to the end of being filled anew',
    { served: [anew], longCuts: [cut] },
    'leeds was being filled anew until the end',
  ],
])('S7 refuses %s', (_what, changes, told) => {
  expect(branchesArePastMoments(accessRecording(changes))).toMatchObject({
    holds: false,
    detail: expect.stringContaining(told),
  })
})

test('S7 lets two branches stand at different moments, and one of them stay where it is', () => {
  const york = (minute: number) =>
    served(2, [account('ann'), account('bob')], { branch: 'york', atUs: minute * minuteUs })
  const looks = [...good.served, york(7), york(8)]

  expect(branchesArePastMoments(accessRecording({ branches: ['leeds', 'york'], served: looks })).holds).toBe(
    true,
  )
})

const old = served(2, [account('ann'), account('bob')])
const whole = served(6, [account('ann', 'disabled')], { atUs: 8 * minuteUs })

test('S7 accepts a branch that is filled anew from the moment at which it is back', () => {
  const looks = [old, { ...anew, atUs: cut.toUs }, whole]

  expect(branchesArePastMoments(accessRecording({ served: looks, longCuts: [cut] })).holds).toBe(true)
})

test.each([
  ['before it was back', [old, { ...anew, atUs: cut.toUs - 1 }, whole]],
  ['at another branch', [old, { ...anew, branch: 'york' }, whole]],
])('S7 does not take it for filled anew if that was %s', (_when, looks) => {
  const branches = ['leeds', ...new Set(looks.map(({ branch }) => branch).filter((name) => name !== 'leeds'))]

  expect(branchesArePastMoments(accessRecording({ branches, served: looks, longCuts: [cut] }))).toMatchObject(
    {
      holds: false,
      detail: expect.stringContaining(
        'leeds was away for longer than changes are kept, and was not filled anew',
      ),
    },
  )
})

test('S7 refuses a branch whose second filling has no end, and one that nobody saw again', () => {
  const again = served(6, [account('ann', 'disabled')], { isRefilling: true, atUs: 9 * minuteUs })
  const endless = 'leeds was being filled anew until the end'
  const toldOf = (looks: typeof good.served) =>
    branchesArePastMoments(accessRecording({ served: looks, longCuts: [cut] })).detail

  expect(toldOf([old, anew, whole, again])).toContain(endless)
  expect(toldOf([{ ...old, atUs: cut.fromUs }])).toContain(endless)
})
