import { expect, test } from 'vitest'

import { failedRecordOf, finishedOf, framedOf, queuedOf, runsFrom, startedOf } from './support/runs.ts'

test('runs keep the order in which they were queued', () => {
  const runs = runsFrom([queuedOf('vpn-relay'), queuedOf('field-team'), framedOf('field-team')])

  expect(runs.map((run) => run.id)).toEqual(['vpn-relay#1', 'field-team#1'])
})

test('a run queued twice is listed once', () => {
  const runs = runsFrom([queuedOf('field-team'), queuedOf('field-team')])

  expect(runs).toHaveLength(1)
})

test('a frame replaces the frame before it', () => {
  const [run] = runsFrom([
    queuedOf('field-team'),
    framedOf('field-team', { refusals: 1 }),
    framedOf('field-team', { refusals: 2 }),
  ])

  expect(run?.frame?.refusals).toBe(2)
})

test('a finished run keeps its last frame', () => {
  const record = failedRecordOf()

  const [run] = runsFrom([
    queuedOf('field-team'),
    startedOf('field-team'),
    framedOf('field-team'),
    finishedOf(record),
  ])

  expect(run?.record).toBe(record)
  expect(run?.frame?.refusals).toBe(42)
})

test('news of an unknown run changes nothing', () => {
  const runs = runsFrom([queuedOf('field-team'), framedOf('field-team', {}, 2)])

  expect(runs.map((run) => run.frame)).toEqual([null])
})
