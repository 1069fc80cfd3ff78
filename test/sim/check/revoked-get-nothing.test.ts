import { expect, test } from 'vitest'

import { longestSurvivalMs, revokedGetNothing } from '../../../src/sim/check/revoked-get-nothing.ts'
import { accessRecording, minuteUs, sent } from './access-recording.ts'

const good = accessRecording()

test('S6 accepts that a right survives within the window, and says for how long', () => {
  expect(revokedGetNothing.judge(good)).toEqual({
    holds: true,
    detail:
      '1 revocations among 3 answers and 1 who were turned away; a right survived for 1200 s at most, and 1800 s is the window',
  })
  expect(longestSurvivalMs(good)).toBe(20 * 60_000)
})

test('S6 refuses whatever is sent to somebody disabled later than the window', () => {
  const sendings = [...good.sendings, sent(40), sent(41, 'ann', 'server-2'), sent(42)]

  expect(revokedGetNothing.judge(accessRecording({ sendings }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining(
      'server-2 sent 2 answers to ann, the first 1860 s after the account was taken back (1 revocations',
    ),
  })
})

test('S6 accepts what is sent at the window’s last moment', () => {
  expect(revokedGetNothing.judge(accessRecording({ sendings: [sent(40)] })).holds).toBe(true)
})

test('S6 accepts what is sent to somebody who has it back, and to everybody else', () => {
  const revocations = [{ user: 'ann', what: 'grant' as const, atUs: 10 * minuteUs, backAtUs: 100 * minuteUs }]
  const sendings = [sent(5), sent(101), sent(90, 'bob')]

  expect(revokedGetNothing.judge(accessRecording({ revocations, sendings })).holds).toBe(true)
})

test.each([
  ['nobody lost anything', { revocations: [] }, 'nobody lost what they might'],
  ['nobody who had lost it asked', { deniedRequests: [] }, 'nobody who had lost what they might asked'],
  ['nobody was sent anything at all', { sendings: [] }, 'no door sent anything to anybody'],
])('S6 refuses a day on which %s', (_what, changes, told) => {
  expect(revokedGetNothing.judge(accessRecording(changes))).toMatchObject({
    holds: false,
    detail: expect.stringContaining(told),
  })
})

test('S6 accepts what is sent at the moment at which somebody has it back', () => {
  const revocations = [{ user: 'ann', what: 'grant' as const, atUs: 10 * minuteUs, backAtUs: 50 * minuteUs }]
  const [denied] = good.deniedRequests
  const deniedRequests = denied ? [{ ...denied, atUs: 20 * minuteUs }] : []

  expect(
    revokedGetNothing.judge(accessRecording({ revocations, deniedRequests, sendings: [sent(50)] })).holds,
  ).toBe(true)
})

test.each([
  ['somebody else’s', 'bob', 40],
  ['from before the loss', 'ann', 5],
  ['of the moment of the loss', 'ann', 10],
  ['of the moment at which it was given back', 'ann', 60],
  ['from after it was given back', 'ann', 70],
])('S6 takes no denied request for proof that is %s', (_whose, user, minute) => {
  const revocations = [{ user: 'ann', what: 'grant' as const, atUs: 10 * minuteUs, backAtUs: 60 * minuteUs }]
  const deniedRequests = [{ gateway: 'server-1', user, atUs: minute * minuteUs, reasonText: 'no such role' }]

  expect(revokedGetNothing.judge(accessRecording({ revocations, deniedRequests }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('nobody who had lost what they might asked for anything'),
  })
})

test('S6 asks that one of those who lost a right was turned away, and not each of them', () => {
  const away = { user: 'cora', what: 'grant' as const, atUs: 20 * minuteUs, backAtUs: null }

  expect(revokedGetNothing.judge(accessRecording({ revocations: [...good.revocations, away] })).holds).toBe(
    true,
  )
})
