import { expect, test } from 'vitest'

import { sameTraceJudge } from '../../../src/sim/check/same-trace.ts'
import type { TraceFingerprint } from '../../../src/sim/check/trace-fingerprint.ts'

const first: TraceFingerprint = { hash: 'c3', events: 2100, blocks: ['a1', 'b2'] }
const judged = (changes: Partial<TraceFingerprint>) =>
  sameTraceJudge.verdict({ first, again: { ...first, ...changes } })

test('S10 accepts one trace given twice', () => {
  expect(judged({})).toEqual({
    id: 'S10',
    holds: true,
    detail: 'trace c3 of 2100 events, executed twice',
  })
})

test.each([
  ['another hash at the end', { hash: 'd4' }, 'after the last full block'],
  ['another number of events', { events: 2101 }, 'after the last full block'],
  ['another second block', { hash: 'd4', blocks: ['a1', 'x9'] }, 'in block 2 of 2'],
  ['another start', { hash: 'd4', blocks: ['x8', 'x9'] }, 'in block 1 of 2'],
  ['an end in the first block', { hash: 'd4', events: 900, blocks: [] }, 'in block 1 of 2'],
])('S10 refuses a second trace with %s', (_what, changes, where) => {
  const verdict = judged(changes)

  expect(verdict?.holds).toBe(false)
  expect(verdict?.detail).toContain(`they part ${where}`)
})
