import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { type Scheduler, type Cancel, createScheduler } from '../../../src/sim/kernel/scheduler.ts'

const runAll = (scheduler: Scheduler): void => {
  while (scheduler.step(Number.POSITIVE_INFINITY));
}

describe('agenda', () => {
  test('entries run by time, ties in order made', () => {
    const scheduler = createScheduler()
    const ran: string[] = []
    for (const [atUs, name] of [
      [20, 'c'],
      [10, 'a'],
      [20, 'd'],
      [10, 'b'],
    ] as const) {
      scheduler.at(atUs, () => ran.push(`${name}@${scheduler.nowUs}`))
    }

    runAll(scheduler)

    expect(ran).toEqual(['a@10', 'b@10', 'c@20', 'd@20'])
  })

  test('an entry in the past runs now', () => {
    const scheduler = createScheduler()
    const ranAtUs: number[] = []
    scheduler.at(50, () => scheduler.at(10, () => ranAtUs.push(scheduler.nowUs)))

    runAll(scheduler)

    expect(ranAtUs).toEqual([50])
  })

  test('fractions of a microsecond are rounded up', () => {
    const scheduler = createScheduler()
    scheduler.after(0.25, () => undefined)

    runAll(scheduler)

    expect(scheduler.nowUs).toBe(1)
  })

  test('a moment that is no number is refused', () => {
    expect(() => createScheduler().at(Number.NaN, () => undefined)).toThrow(RangeError)
    expect(() => createScheduler().after(Number.POSITIVE_INFINITY, () => undefined)).toThrow(RangeError)
  })

  test('stepping stops before an entry later than asked', () => {
    const scheduler = createScheduler()
    scheduler.at(10, () => undefined)

    expect(scheduler.step(9)).toBe(false)
    expect([scheduler.nowUs, scheduler.pending]).toEqual([0, 1])
    expect(scheduler.step(10)).toBe(true)
    expect([scheduler.nowUs, scheduler.pending]).toEqual([10, 0])
  })

  test('a cancelled entry neither runs nor counts', () => {
    const scheduler = createScheduler()
    const ran: string[] = []
    scheduler.at(10, () => ran.push('first'))
    const cancel = scheduler.at(5, () => ran.push('cancelled'))

    cancel()
    cancel()

    expect(scheduler.pending).toBe(1)
    expect(scheduler.step(10)).toBe(true)
    expect(ran).toEqual(['first'])
  })

  test('cancelling after the run spares the successor', () => {
    const scheduler = createScheduler()
    const ran: string[] = []
    const cancel = scheduler.at(1, () => ran.push('old'))
    runAll(scheduler)
    scheduler.at(2, () => ran.push('new'))

    cancel()
    runAll(scheduler)

    expect(ran).toEqual(['old', 'new'])
  })

  test('cancelling twice spares the successor in the slot', () => {
    const scheduler = createScheduler()
    const ran: string[] = []
    const cancel = scheduler.at(1, () => ran.push('cancelled'))
    cancel()
    runAll(scheduler)
    scheduler.at(2, () => ran.push('new'))

    cancel()
    runAll(scheduler)

    expect(ran).toEqual(['new'])
  })

  test('an entry may cancel one of its moment', () => {
    const scheduler = createScheduler()
    const ran: string[] = []
    let cancel: Cancel = () => undefined
    scheduler.at(1, () => cancel())
    cancel = scheduler.at(1, () => ran.push('cancelled'))

    runAll(scheduler)

    expect([ran, scheduler.pending]).toEqual([[], 0])
  })

  test('it grows beyond its first thousand entries', () => {
    const scheduler = createScheduler()
    const ran: number[] = []
    for (let entry = 0; entry < 5000; entry += 1) scheduler.at(5000 - entry, () => ran.push(scheduler.nowUs))

    expect(scheduler.pending).toBe(5000)
    runAll(scheduler)

    expect(ran).toEqual(Array.from({ length: 5000 }, (_, index) => index + 1))
  })

  test('it runs what a sorted list would run', () => {
    const entries = fc.array(fc.record({ atUs: fc.nat(50), cancelled: fc.boolean() }), { maxLength: 200 })
    fc.assert(
      fc.property(entries, (drawn) => {
        const scheduler = createScheduler()
        const ran: number[] = []
        const cancels = drawn.map(({ atUs }, index) => scheduler.at(atUs, () => ran.push(index)))
        for (const [index, cancel] of cancels.entries()) if (drawn[index]?.cancelled) cancel()

        runAll(scheduler)

        const kept = drawn.map((entry, index) => ({ ...entry, index })).filter((entry) => !entry.cancelled)
        expect(ran).toEqual(kept.toSorted((a, b) => a.atUs - b.atUs).map((entry) => entry.index))
      }),
    )
  })

  test('entries made while running keep the order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 300 }), (delaysUs) => {
        const scheduler = createScheduler()
        const ran: { atUs: number; made: number }[] = []
        const left = [...delaysUs]
        let made = 0
        const plan = (delayUs: number): void => {
          const entry = { atUs: scheduler.nowUs + delayUs, made: made++ }
          scheduler.at(entry.atUs, () => {
            ran.push(entry)
            for (const next of left.splice(0, 2)) plan(next)
          })
        }
        plan(left.shift() ?? 0)

        runAll(scheduler)

        expect(ran).toEqual(ran.toSorted((a, b) => a.atUs - b.atUs || a.made - b.made))
        expect(ran.length).toBe(delaysUs.length)
      }),
    )
  })
})
