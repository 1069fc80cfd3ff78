import { expect, test } from 'vitest'

import { bundledScenarios } from '../../src/harness/load-scenario.ts'
import { readTraceBook, recordedFigures } from './trace-book.ts'

const scenarios = bundledScenarios().map(({ name }) => name)
const seeds = Array.from({ length: 10 }, (_, index) => index + 1)

test.each(scenarios)('ten short runs of %s are on record', (scenario) => {
  const book = readTraceBook()
  const short = seeds.map((seed) => recordedFigures(book, { scenario, form: 'short', seed }))

  for (const figures of short)
    expect(figures).toEqual({ hash: expect.stringMatching(/^[0-9a-f]{16}$/), events: expect.any(Number) })
})

test('runs of two seeds have traces of their own', () => {
  const book = readTraceBook()
  const hashes = scenarios.flatMap((scenario) =>
    seeds.map((seed) => recordedFigures(book, { scenario, form: 'short', seed })?.hash),
  )

  expect(new Set(hashes).size).toBe(scenarios.length * seeds.length)
})
