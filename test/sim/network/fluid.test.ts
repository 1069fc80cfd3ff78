import { describe, expect, test } from 'vitest'

import { createScheduler } from '../../../src/sim/kernel/scheduler.ts'
import { createFluid } from '../../../src/sim/network/fluid.ts'
import type { Lane } from '../../../src/sim/network/lane.ts'

const laneOf = (payloadBytesPerUs: number): Lane => ({ bytesPerUs: payloadBytesPerUs, flows: new Set() })

const createBench = () => {
  const scheduler = createScheduler()
  const fluid = createFluid(scheduler)
  const endsUs: Record<string, number> = {}
  const join = (name: string, lanes: readonly Lane[], sizeBytes: number) =>
    fluid.join(lanes, sizeBytes, () => {
      endsUs[name] = scheduler.nowUs
    })
  const run = () => {
    while (scheduler.step(Number.POSITIVE_INFINITY));
    return endsUs
  }
  return { agenda: scheduler, join, run }
}

describe('fluid', () => {
  test('a flow alone moves at the narrowest lane', () => {
    const { join, run } = createBench()
    join('only', [laneOf(5), laneOf(2)], 2_000_000)

    expect(run()).toEqual({ only: 1_000_000 })
  })

  test('rounding of a rate costs no microsecond', () => {
    const { join, run } = createBench()
    join('only', [laneOf(0.7)], 21)

    expect(21 / 0.7).toBeGreaterThan(30)
    expect(run()).toEqual({ only: 30 })
  })

  test('row 19: a latecomer slows the flow before it', () => {
    const { agenda: scheduler, join, run } = createBench()
    const lane = laneOf(1.25 / 1.05)
    join('early', [lane], 2_500_000)
    scheduler.at(1_000_000, () => join('late', [lane], 1_250_000))

    expect(run()).toEqual({ early: 3_150_000, late: 3_100_000 })
  })

  test('a flow that leaves frees its share', () => {
    const { agenda: scheduler, join, run } = createBench()
    const lane = laneOf(1)
    const leave = join('leaver', [lane], 1_000_000)
    join('stayer', [lane], 1_000_000)
    scheduler.at(500_000, leave)
    scheduler.at(600_000, leave)

    expect(run()).toEqual({ stayer: 1_250_000 })
  })

  test('row 21: the parking lot drains stage by stage', () => {
    const { join, run } = createBench()
    const [wide, narrow] = [laneOf(10), laneOf(4)]
    join('wide', [wide], 26_000_000)
    join('both', [wide, narrow], 4_000_000)
    join('narrow', [narrow], 4_000_000)
    join('long', [narrow], 8_000_000)

    expect(run()).toEqual({ wide: 3_000_000, both: 3_000_000, narrow: 3_000_000, long: 4_000_000 })
  })

  test('flows on other lanes keep their pace', () => {
    const { agenda: scheduler, join, run } = createBench()
    join('apart', [laneOf(3)], 1_000_001)
    const shared = laneOf(1)
    for (let index = 0; index < 50; index += 1) {
      scheduler.at(index * 1000, () => join(`flow-${index}`, [shared], 700))
    }

    expect(run()).toMatchObject({ apart: 333_334 })
  })

  test('flows drained at one moment end in order', () => {
    const { agenda: scheduler, join, run } = createBench()
    const lane = laneOf(1)
    for (const name of ['a', 'b', 'c']) join(name, [lane], 100)

    expect(Object.entries(run())).toEqual([
      ['a', 300],
      ['b', 300],
      ['c', 300],
    ])
    expect(scheduler.pending).toBe(0)
  })
})
