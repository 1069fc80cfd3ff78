import { expect, test } from 'vitest'

import type { LiveEvent } from '../../src/result/live-event.ts'
import { runsAfter, type RunState } from '../../src/ui/view/runs-state.ts'
import { queuedOf } from '../ui/support/runs.ts'
import { screenText } from '../ui/support/screen-text.tsx'
import { fixture, jobOf, makeRuns } from './pool.ts'

const isUnderWay = (event: LiveEvent): boolean =>
  event.kind === 'frame' && event.frame.progress > 0 && event.frame.progress < 1

const runsFrom = (events: readonly LiveEvent[]) =>
  events.reduce((runs: readonly RunState[], event) => runsAfter(runs, event), [])

const percentages = (text: string): readonly number[] =>
  [...text.matchAll(/(\d+) %/g)].map(([, digits]) => Number(digits))

test('frames arrive while the run can still be stopped', async () => {
  const { records, told } = await makeRuns([jobOf('field-team')], {
    withFrames: true,
    onEvent: (event, stop) => {
      if (isUnderWay(event)) stop()
    },
  })

  expect(records[0]?.verdict).toBe('interrupted')
  expect(told.findIndex(isUnderWay)).toBeLessThan(told.findIndex(({ kind }) => kind === 'run-finished'))
})

test('the screen shows a run that is under way', async () => {
  const { told } = await makeRuns([jobOf(fixture('quick-day'))], { withFrames: true })
  const seen = [queuedOf('quick-day'), ...told.slice(0, told.findLastIndex(isUnderWay) + 1)]

  const shown = percentages(screenText({ runs: runsFrom(seen), columns: 80, rows: 24 }))

  expect(shown.length).toBeGreaterThan(0)
  expect(shown.filter((percent) => percent > 0 && percent < 100)).toEqual(shown)
})

test('a run is told from start to end', async () => {
  const { told } = await makeRuns([jobOf(fixture('quick-day'))], { withFrames: true })

  const frames = told.flatMap((event) => (event.kind === 'frame' ? [event.frame] : []))
  expect([told.at(0)?.kind, told.at(-1)?.kind]).toEqual(['run-started', 'run-finished'])
  expect(frames.map(({ virtualUs }) => virtualUs)).toEqual(
    frames.map(({ virtualUs }) => virtualUs).toSorted((a, b) => a - b),
  )
  expect(frames.slice(0, 2).map(({ progress, phase }) => `${progress} ${phase}`)).toEqual([
    '0.2 working',
    '0.4 working',
  ])
  expect(frames.at(-1)?.checks.length).toBe(9)
})

test('without a viewer no frame is sent', async () => {
  const { told } = await makeRuns([jobOf(fixture('quick-day'))])

  expect(told.map(({ kind }) => kind)).toEqual(['run-started', 'run-finished'])
})
