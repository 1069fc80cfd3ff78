import { describe, expect, test } from 'vitest'

import type { Clock } from '../../src/engine/ports/clock.ts'
import { realClock } from '../../src/real/machine/real-clock.ts'
import { simClock } from '../../src/sim/machine/sim-ports.ts'
import { SharedFolderWorld } from '../world/shared-folder.ts'

/** A clock, and how to let time pass on it. */
interface Ground {
  readonly clock: Clock
  readonly pass: (ms: number) => Promise<void>
}

const clocks: Record<string, () => Ground> = {
  'the real clock': () => ({
    clock: realClock,
    pass: (ms) => new Promise((resolve) => void setTimeout(resolve, ms)),
  }),
  'the clock of a simulated world': () => {
    const office = new SharedFolderWorld()
    return { clock: simClock(office.kernel), pass: (ms) => office.elapses(ms * 1000) }
  },
}

describe.each(Object.entries(clocks))('clock: %s', (_name, make) => {
  test('what is asked for later happens later', async () => {
    const { clock, pass } = make()
    const woken: string[] = []
    clock.after(40, () => woken.push('later'))
    clock.after(5, () => woken.push('sooner'))
    expect(woken).toEqual([])

    await pass(200)

    expect(woken).toEqual(['sooner', 'later'])
  })

  test('nothing happens before its time', async () => {
    const { clock, pass } = make()
    const startMs = clock.nowMs()
    let wokenMs = 0
    clock.after(30, () => (wokenMs = clock.nowMs()))

    await pass(200)

    // A millisecond less, since a clock shows whole ones.
    expect(wokenMs - startMs).toBeGreaterThanOrEqual(29)
  })

  test('what is undone does not happen', async () => {
    const { clock, pass } = make()
    let count = 0
    const undo = clock.after(5, () => (count += 1))

    undo()
    await pass(50)

    expect(count).toBe(0)
  })

  test('undoing what has happened does no harm', async () => {
    const { clock, pass } = make()
    let count = 0
    const undo = clock.after(1, () => (count += 1))
    await pass(50)

    undo()

    expect(count).toBe(1)
  })

  test('a month is not taken for no time', async () => {
    const { clock, pass } = make()
    let count = 0
    const undo = clock.after(31 * 24 * 3600 * 1000, () => (count += 1))

    await pass(50)

    expect(count).toBe(0)
    undo()
  })
})
