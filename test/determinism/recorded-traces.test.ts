import { expect, test } from 'vitest'

import { bundledScenarios } from '../../src/harness/load-scenario.ts'
import { readTraceBook, recordedFigures } from './trace-book.ts'
import { traceOf } from './trace-of.ts'

const scenarios = bundledScenarios().map(({ name }) => name)
const seeds = Array.from({ length: 10 }, (_, index) => index + 1)

test.each(scenarios)(
  'the short form of %s still gives the recorded trace of seed 1',
  async (scenario) => {
    const run = { scenario, form: 'short', seed: 1 } as const

    expect(await traceOf(run)).toEqual(recordedFigures(readTraceBook(), run))
    // Long enough for a busy machine: the hash is judged here, and not the speed.
  },
  600_000,
)

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
