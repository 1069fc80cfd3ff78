import { expect, test } from 'vitest'

import { sessionsKeptJudge } from '../../../src/sim/check/sessions-kept.ts'
import { host, recording, session } from './recording.ts'

test('S5 accepts sessions one after the other', () => {
  expect(sessionsKeptJudge.verdict(recording())).toEqual({
    id: 'S5',
    holds: true,
    detail: '2 sessions and 1 refusals at 1 hosts',
  })
})

test.each([
  ['overlap', [session(0, 60), session(59, 120)]],
  ['begin together', [session(0, 60), session(0, 30)]],
  ['overlap and are noted late first', [session(50, 90), session(0, 60)]],
])('S5 refuses two sessions of one copy that %s', (_how, sessions) => {
  expect(sessionsKeptJudge.verdict(recording({ sessions }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('bob held two sessions at lead-pc'),
  })
})

test('S5 accepts a session that begins as the one before it ends', () => {
  expect(sessionsKeptJudge.verdict(recording({ sessions: [session(0, 60), session(60, 120)] }))?.holds).toBe(
    true,
  )
})

test('S5 accepts sessions noted in another order', () => {
  expect(
    sessionsKeptJudge.verdict(recording({ sessions: [session(300, 400), session(0, 120)] }))?.holds,
  ).toBe(true)
})

test('S5 accepts sessions at two hosts at once', () => {
  const elsewhere = { ...session(0, 60), host: 'office' }

  expect(sessionsKeptJudge.verdict(recording({ sessions: [session(0, 60), elsewhere] }))?.holds).toBe(true)
})

test('S5 accepts sessions of two copies at once', () => {
  const colleague = { ...session(0, 60), copy: 'cora' }

  expect(sessionsKeptJudge.verdict(recording({ sessions: [session(0, 60), colleague] }))?.holds).toBe(true)
})

test('S5 refuses a session that is never given back', () => {
  expect(sessionsKeptJudge.verdict(recording({ sessions: [session(0, null)] }))?.detail).toContain(
    'bob never gave back its session at lead-pc',
  )
})

test('S5 refuses another session beside one that is never given back', () => {
  expect(
    sessionsKeptJudge.verdict(recording({ sessions: [session(0, null), session(60, 90)] }))?.detail,
  ).toContain('bob held two sessions at lead-pc')
})

test('S5 refuses a session kept beyond hold and grace', () => {
  expect(sessionsKeptJudge.verdict(recording({ sessions: [session(0, 210)] }))?.holds).toBe(true)
  expect(sessionsKeptJudge.verdict(recording({ sessions: [session(100, 311)] }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('bob kept its session at lead-pc for 211 s, and 120 s is its hold'),
  })
})

test('S5 lets a session last where nobody waits', () => {
  const hosts = [host({ limit: null, sessionTimeMaxMs: null })]

  expect(sessionsKeptJudge.verdict(recording({ hosts, sessions: [session(0, 28_800)] }))?.holds).toBe(true)
})

test('S5 refuses a refusal that nobody was told', () => {
  const refusals = [
    { copy: 'ann', host: 'lead-pc', atUs: 0, wasReported: true },
    { copy: 'bob', host: 'lead-pc', atUs: 1, wasReported: false },
  ]

  expect(sessionsKeptJudge.verdict(recording({ refusals }))?.detail).toContain(
    'bob was refused at lead-pc, and its status did not say so',
  )
})

test('S5 refuses a host that passed its limit', () => {
  expect(
    sessionsKeptJudge.verdict(recording({ hosts: [host(), host({ host: 'office', maxSessions: 21 })] })),
  ).toEqual({
    id: 'S5',
    holds: false,
    detail: 'office held 21 sessions, and 20 is its limit (2 sessions and 1 refusals at 2 hosts)',
  })
})
