import { expect, test } from 'vitest'

import { readTraceBook, recordedFigures } from '../../determinism/trace-book.ts'
import { executed } from '../../world/executed.ts'
import { shortPlan } from '../../world/short-plan.ts'

test('resting by immediates gives the trace that was recorded resting by ticks', async () => {
  const run = { scenario: 'vpn-relay', form: 'short', seed: 10 } as const

  const { hash, events } = (
    await executed(await shortPlan(run.scenario, run.seed), { quiescence: 'immediate' })
  ).trace

  expect(events).toBeGreaterThan(1000)
  expect({ hash, events }).toEqual(recordedFigures(readTraceBook(), run))
})
