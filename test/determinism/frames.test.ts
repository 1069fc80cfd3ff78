import { expect, test } from 'vitest'

import { executed } from '../world/executed.ts'
import { shortPlan } from '../world/short-plan.ts'
import { readTraceBook, recordedFigures } from './trace-book.ts'

const scenario = 'office-parent'

test.each([1, 2, 3])(
  'a watched run of seed %i gives the recorded trace of an unwatched one',
  async (seed) => {
    let frames = 0

    const { trace } = await executed(await shortPlan(scenario, seed), { onFrame: () => (frames += 1) })

    const { hash, events } = trace
    expect(frames).toBeGreaterThan(10)
    expect({ hash, events }).toEqual(recordedFigures(readTraceBook(), { scenario, form: 'short', seed }))
  },
)
