import { expect, test } from 'vitest'

import { openingLine, progressReporter } from '../../src/reporter/progress.ts'
import { finishedOf, framedOf, queuedOf, recordOf, startedOf } from '../ui/support/runs.ts'

const short = (scenario: string) => ({ ...queuedOf(scenario), form: 'short' as const })

/** A reporter beside a clock that the test moves. */
const watched = (columns = 80) => {
  const written: string[] = []
  let nowMs = 0
  const progress = progressReporter({ columns, write: (text) => void written.push(text) }, () => nowMs)
  const after = (ms: number): void => {
    nowMs += ms
    progress.tick()
  }
  const begin = (...names: readonly string[]): void =>
    progress.onBegin({ runs: names.map((name) => queuedOf(name)), workers: 2 })
  return { written, progress, after, begin }
}

test('the first line says how much there is to do', () => {
  const queued = [queuedOf('field-team'), short('office-parent'), short('vpn-relay')]

  expect(openingLine(queued, 2)).toBe('3 runs on 2 workers: 1 full day, 2 short forms')
})

test('the first line names no more workers than there are runs', () => {
  expect(openingLine([queuedOf('field-team')], 8)).toBe('1 run on 1 worker: 1 full day')
})

test('after five seconds of silence a line says how far each run is', () => {
  const { written, progress, after, begin } = watched()
  begin('field-team', 'vpn-relay', 'office-parent')
  progress.onRunBegan(startedOf('field-team'))
  progress.onFrame(framedOf('field-team', { progress: 0.38 }))
  progress.onRunBegan(startedOf('vpn-relay'))

  after(4999)
  expect(written).toEqual([])
  after(1)

  expect(written).toEqual(['under way: 0 of 3 finished, field-team#1 38 %, vpn-relay#1 starting\n'])
})

test('a run that has just finished is progress enough', () => {
  const { written, progress, after, begin } = watched()
  begin('field-team')
  progress.onRunBegan(startedOf('field-team'))
  after(4000)
  progress.onRunEnded(finishedOf(recordOf()))

  after(4000)
  expect(written).toEqual([])
  after(1000)

  expect(written).toEqual(['under way: 1 of 1 finished\n'])
})

test.each([
  ['healing', 'healing'],
  ['again', 'repeating'],
  ['checking', 'checking'],
] as const)('a run in its phase %s is said to be %s', (phase, word) => {
  const { written, progress, after } = watched()
  progress.onRunBegan(startedOf('field-team'))
  progress.onFrame(framedOf('field-team', { phase }))

  after(5000)

  expect(written.join('')).toContain(`field-team#1 ${word}`)
})

test('on a narrow terminal the line names as many runs as fit, and counts the others', () => {
  const { written, progress, after, begin } = watched(60)
  begin('field-team', 'vpn-relay', 'office-parent')
  for (const name of ['field-team', 'vpn-relay', 'office-parent']) progress.onRunBegan(startedOf(name))

  after(5000)

  expect(written).toEqual(['under way: 0 of 3 finished, field-team#1 starting, 2 more\n'])
})
