import { expect, test } from 'vitest'

import type { Job } from '../../src/harness/job.ts'
import { sampleOf, shortFormsOnly } from '../../src/harness/judged-sample.ts'

const job = (name: string, seed: number, form: Job['form'] = 'short'): Job => ({
  scenario: { name, file: `/${name}.ts`, spoken: name },
  seed,
  form,
})
const seedsOf = (from: number, to: number, name = 'field-team'): readonly Job[] =>
  Array.from({ length: to - from + 1 }, (_, index) => job(name, from + index))
const judgedIn = (jobs: readonly Job[]): readonly number[] => {
  const judging = sampleOf(jobs)
  return jobs.filter((one) => judging(one) === 'always').map(({ seed }) => seed)
}

test('of a suite, the first seed and one seed in twenty are judged', () => {
  expect(judgedIn(seedsOf(1, 50))).toEqual([1, 20, 40])
})

test('a run that is not in the sample is judged if it fails', () => {
  const judging = sampleOf(seedsOf(1, 50))

  expect(judging(job('field-team', 2))).toBe('on-failure')
})

test('the first seed is the lowest one, in any order of the jobs', () => {
  expect(judgedIn(seedsOf(3, 9).toReversed())).toEqual([3])
})

test('a single run is judged', () => {
  expect(judgedIn([job('field-team', 7)])).toEqual([7])
})

test('each scenario has a first seed of its own', () => {
  const jobs = [...seedsOf(2, 4, 'field-team'), ...seedsOf(3, 5, 'vpn-relay')]

  expect(judgedIn(jobs)).toEqual([2, 3])
})

test('each form has a first seed of its own', () => {
  const judging = sampleOf([job('field-team', 1), job('field-team', 2), job('field-team', 2, 'full')])

  expect(judging(job('field-team', 2))).toBe('on-failure')
  expect(judging(job('field-team', 2, 'full'))).toBe('always')
})

test('one seed in twenty is judged in any suite that has it', () => {
  expect(judgedIn(seedsOf(15, 45))).toEqual([15, 20, 40])
  expect(judgedIn(seedsOf(19, 21))).toEqual([19, 20])
})

test('a start judges its short forms, and its live day if that fails', () => {
  expect(shortFormsOnly(job('field-team', 1))).toBe('always')
  expect(shortFormsOnly(job('field-team', 1, 'full'))).toBe('on-failure')
})
