import { expect, test } from 'vitest'

import { abandonedGetNothing, handInMs } from '../../../src/sim/check/abandoned-get-nothing.ts'
import type { AbandonmentRecord } from '../../../src/sim/record/recording.ts'
import { abandonment, secondUs } from './recording.ts'

const judged = (...changes: readonly Partial<AbandonmentRecord>[]) =>
  abandonedGetNothing.judge(changes.map(abandonment))

test('S6 accepts a copy that handed in what it had and was closed', () => {
  expect(judged({})).toEqual({
    holds: true,
    detail: '1 abandoned copies, and 1 learned of it',
  })
})

test('S6 refuses a session that goes on when the copy knows', () => {
  const endOf = (afterMs: number) => ({ lastSessionUs: 300 * secondUs + afterMs * 1000 })

  expect(judged(endOf(handInMs)).holds).toBe(true)
  expect(judged(endOf(handInMs + 1000))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('dan still had a session 61 s after it knew'),
  })
})

test('S6 refuses work of others that came when the copy knew', () => {
  expect(judged({ appliedLater: ['ann-9'] })).toMatchObject({
    holds: false,
    detail: expect.stringContaining('dan applied ann-9, which was written after it knew'),
  })
})

test('S6 says nothing of a copy that never learned of it, where another one did', () => {
  expect(judged({}, { copy: 'eva', knownUs: null, lastSessionUs: 500 * secondUs })).toEqual({
    holds: true,
    detail: '2 abandoned copies, and 1 learned of it',
  })
})

test('S6 refuses a day on which no abandoned copy learned of it', () => {
  expect(judged({ knownUs: null, lastSessionUs: null }).detail).toContain(
    'no abandoned copy ever learned of it',
  )
})
