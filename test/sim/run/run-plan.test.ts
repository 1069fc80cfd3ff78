import { expect, test, vi } from 'vitest'

import { planOf } from '../../../src/harness/index.ts'
import type { LiveFrame } from '../../../src/result/live-event.ts'
import { measuresSchema } from '../../../src/result/measures.ts'
import { judgeRecording } from '../../../src/sim/check/registry.ts'
import { CancelledError } from '../../../src/sim/run/execute-plan.ts'
import type { RunOptions } from '../../../src/sim/run/run-plan.ts'
import { fixture, jobOf } from '../../harness/pool.ts'
import { judged } from '../../world/executed.ts'
import { abandonment, recording } from '../check/recording.ts'

const plan = await planOf(jobOf(fixture('quick-day')))
const ran = (changes: Partial<RunOptions> = {}, executed = plan) => judged(executed, changes)

test('a recording is judged by eight checks (row 62)', () => {
  expect(judgeRecording(recording()).map(({ id, holds }) => `${id} ${holds}`)).toEqual(
    ['S1', 'S2', 'S3', 'S4', 'S5', 'S8', 'S9', 'plan'].map((id) => `${id} true`),
  )
})

test('where people go through a balancer, their gaps are judged too', () => {
  const failover = { gaps: [], outages: [], detectionMs: 1, retryMs: 1 }

  expect(judgeRecording(recording({ failover })).map(({ id }) => id)).toEqual([
    'S1',
    'S2',
    'S3',
    'S4',
    'S5',
    'S8',
    'S9',
    'gaps',
    'plan',
  ])
})

test('a recording in which a copy was given up is judged by S6 too', () => {
  const checks = judgeRecording(recording({ abandonments: [abandonment()] }))

  expect(checks.find(({ id }) => id === 'S6')?.holds).toBe(true)
})

test('a run executed twice is judged by S10 too', async () => {
  const { checks } = await ran({ twice: 'always' })

  expect(checks.find(({ id }) => id === 'S10')?.detail).toMatch(/executed twice$/)
  expect((await ran()).checks.some(({ id }) => id === 'S10')).toBe(false)
})

const failing = await planOf(jobOf(fixture('planted-holder')))

test.each([
  ['a run that passed is executed once', plan, 1],
  ['a run that failed a check is executed a second time', failing, 2],
] as const)('where failures alone are judged, %s', async (_what, executed, executions) => {
  const outcome = await ran({ twice: 'on-failure' }, executed)

  const others = outcome.checks.filter(({ id }) => id !== 'S10')
  expect(others.every(({ holds }) => holds)).toBe(executions === 1)
  expect(outcome.executions).toBe(executions)
  expect(outcome.checks.some(({ id }) => id === 'S10')).toBe(executions === 2)
})

test('the wall time is that of all executions', async () => {
  const wallMs = vi.fn<() => number>().mockReturnValueOnce(1000).mockReturnValueOnce(3500)

  expect(await ran({ twice: 'always', wallMs })).toMatchObject({ wallSeconds: 2.5, executions: 2 })
})

test('a run that is told to stop ends early', async () => {
  let frames = 0
  const onFrame = () => void (frames += 1)

  await expect(ran({ onFrame, isCancelled: () => frames === 2 })).rejects.toThrow(CancelledError)
  expect(frames).toBe(2)
})

test('the measures of a run add up', async () => {
  const { measures, simulatedSeconds } = await ran()

  expect(measuresSchema.parse(measures)).toEqual(measures)
  expect(measures.editsDelivered).toBe(measures.editsMade)
  expect(measures.editsPerVirtualMinute).toBe(measures.editsDelivered / 5)
  expect(simulatedSeconds).toBeGreaterThanOrEqual(300)
  const { p50, p95, p99 } = measures.timeToVisibleMs
  expect([p50, p95, p99]).toEqual([p50, p95, p99].toSorted((a, b) => Number(a) - Number(b)))
})

test('a viewer sees each virtual minute, then the checks', async () => {
  const frames: LiveFrame[] = []

  await ran({ twice: 'always', onFrame: (frame) => frames.push(frame) })

  const working = frames.filter(({ phase }) => phase === 'working')
  expect(working.slice(0, 4).map(({ virtualUs }) => virtualUs / 60_000_000)).toEqual([1, 2, 3, 4])
  expect(frames.slice(-2).map(({ phase, checks }) => `${phase} ${checks.length}`)).toEqual([
    'again 8',
    'checking 9',
  ])
})
