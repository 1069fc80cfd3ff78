import { expect, test } from 'vitest'

import { waitsBoundedJudge } from '../../../src/sim/check/waits-bounded.ts'
import { recording } from './recording.ts'

const over = { copy: 'bob', waitedMs: 60_001, isOver: true }

test('S8 accepts waits up to the bound', () => {
  const waits = [{ copy: 'bob', waitedMs: 60_000, isOver: true }]

  expect(waitsBoundedJudge.verdict(recording({ waits }))).toEqual({
    id: 'S8',
    holds: true,
    detail: '1 waits, the longest 60.0 s, the bound 60.0 s',
  })
})

test('S8 refuses a wait over the bound', () => {
  expect(waitsBoundedJudge.verdict(recording({ waits: [...recording().waits, over] }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('bob waited 60.0 s'),
  })
})

test('S8 refuses an unfinished wait over the bound', () => {
  const waits = [{ copy: 'bob', waitedMs: 3_600_000, isOver: false }]

  expect(waitsBoundedJudge.verdict(recording({ waits }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('bob still waits, since 3600.0 s'),
  })
})

test('S8 accepts an unfinished wait within the bound', () => {
  expect(
    waitsBoundedJudge.verdict(recording({ waits: [{ ...over, waitedMs: 1, isOver: false }] }))?.holds,
  ).toBe(true)
})

test('S8 refuses a bound under which nobody connected', () => {
  expect(waitsBoundedJudge.verdict(recording({ waits: [] }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('nobody ever wanted to connect'),
  })
})

test('S8 holds where nothing is scarce', () => {
  expect(waitsBoundedJudge.verdict(recording({ waits: [over], waitBoundMs: null }))).toEqual({
    id: 'S8',
    holds: true,
    detail: '1 waits, the longest 60.0 s; nothing is scarce here',
  })
})
