import { expect, test } from 'vitest'

import type { RunRecord } from '../../src/result/run-record.ts'
import { neverHappened, neverText, sometimesTallies } from '../../src/result/sometimes-tally.ts'
import { recordOf } from '../ui/support/runs.ts'

const what = 'a session is refused'

/** Seeds of which those named showed it. */
const seeds = (count: number, shown: readonly number[], changes: Partial<RunRecord> = {}): RunRecord[] =>
  Array.from({ length: count }, (_, index) => {
    const happened = shown.includes(index + 1)
    return recordOf({ seed: index + 1, sometimes: [{ what, seedsMin: 3, happened }], ...changes })
  })

test('what happened in one of the seeds has happened', () => {
  const records = seeds(5, [4])

  expect(sometimesTallies(records)).toMatchObject([{ what, seeds: 5, happenedIn: 1, seedsMin: 3 }])
  expect(neverHappened(records)).toEqual([])
})

test('what happened in none of enough seeds fails them', () => {
  expect(neverHappened(seeds(3, []))).toMatchObject([{ scenario: 'field-team', seeds: 3, happenedIn: 0 }])
})

test('fewer seeds than stated bind nobody', () => {
  expect(neverHappened(seeds(2, []))).toEqual([])
})

test('each scenario and each form is counted for itself', () => {
  const records = [
    ...seeds(3, [1]),
    ...seeds(3, [], { form: 'short' }),
    ...seeds(3, [], { scenario: 'other' }),
  ]

  expect(neverHappened(records).map(({ scenario, form }) => `${scenario} ${form}`)).toEqual([
    'field-team short',
    'other full',
  ])
})

test('a run that did not come to its end has shown nothing, and counts for nothing', () => {
  const crashed = recordOf({ verdict: 'crashed', sometimes: [] })

  expect(neverHappened([...seeds(2, []), crashed])).toEqual([])
})

test('its author is told what never happened, and what to do', () => {
  const [tally] = neverHappened(seeds(3, []))

  expect(tally && neverText(tally)).toBe(
    'field-team, full: in none of 3 seeds it happened that a session is refused, and in 3 it must; ' +
      'let the scenario make it likelier, or take the line out of its `sometimes`',
  )
})
