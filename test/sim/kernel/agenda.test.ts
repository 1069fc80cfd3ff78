import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { type Agenda, type Cancel, createAgenda } from '../../../src/sim/kernel/agenda.ts'

const runAll = (agenda: Agenda): void => {
  while (agenda.step(Number.POSITIVE_INFINITY));
}

describe('agenda', () => {
  test('entries run by time, ties in order made', () => {
    const agenda = createAgenda()
    const ran: string[] = []
    for (const [atUs, name] of [
      [20, 'c'],
      [10, 'a'],
      [20, 'd'],
      [10, 'b'],
    ] as const) {
      agenda.at(atUs, () => ran.push(`${name}@${agenda.nowUs}`))
    }

    runAll(agenda)

    expect(ran).toEqual(['a@10', 'b@10', 'c@20', 'd@20'])
  })

  test('an entry in the past runs now', () => {
    const agenda = createAgenda()
    const ranAtUs: number[] = []
    agenda.at(50, () => agenda.at(10, () => ranAtUs.push(agenda.nowUs)))

    runAll(agenda)

    expect(ranAtUs).toEqual([50])
  })

  test('fractions of a microsecond are rounded up', () => {
    const agenda = createAgenda()
    agenda.after(0.25, () => undefined)

    runAll(agenda)

    expect(agenda.nowUs).toBe(1)
  })

  test('a moment that is no number is refused', () => {
    expect(() => createAgenda().at(Number.NaN, () => undefined)).toThrow(RangeError)
    expect(() => createAgenda().after(Number.POSITIVE_INFINITY, () => undefined)).toThrow(RangeError)
  })

  test('stepping stops before an entry later than asked', () => {
    const agenda = createAgenda()
    agenda.at(10, () => undefined)

    expect(agenda.step(9)).toBe(false)
    expect([agenda.nowUs, agenda.pending]).toEqual([0, 1])
    expect(agenda.step(10)).toBe(true)
    expect([agenda.nowUs, agenda.pending]).toEqual([10, 0])
  })

  test('a cancelled entry neither runs nor counts', () => {
    const agenda = createAgenda()
    const ran: string[] = []
    agenda.at(10, () => ran.push('first'))
    const cancel = agenda.at(5, () => ran.push('cancelled'))

    cancel()
    cancel()

    expect(agenda.pending).toBe(1)
    expect(agenda.step(10)).toBe(true)
    expect(ran).toEqual(['first'])
  })

  test('cancelling after the run spares the successor', () => {
    const agenda = createAgenda()
    const ran: string[] = []
    const cancel = agenda.at(1, () => ran.push('old'))
    runAll(agenda)
    agenda.at(2, () => ran.push('new'))

    cancel()
    runAll(agenda)

    expect(ran).toEqual(['old', 'new'])
  })

  test('cancelling twice spares the successor in the slot', () => {
    const agenda = createAgenda()
    const ran: string[] = []
    const cancel = agenda.at(1, () => ran.push('cancelled'))
    cancel()
    runAll(agenda)
    agenda.at(2, () => ran.push('new'))

    cancel()
    runAll(agenda)

    expect(ran).toEqual(['new'])
  })

  test('an entry may cancel one of its moment', () => {
    const agenda = createAgenda()
    const ran: string[] = []
    let cancel: Cancel = () => undefined
    agenda.at(1, () => cancel())
    cancel = agenda.at(1, () => ran.push('cancelled'))

    runAll(agenda)

    expect([ran, agenda.pending]).toEqual([[], 0])
  })

  test('it grows beyond its first thousand entries', () => {
    const agenda = createAgenda()
    const ran: number[] = []
    for (let entry = 0; entry < 5000; entry += 1) agenda.at(5000 - entry, () => ran.push(agenda.nowUs))

    expect(agenda.pending).toBe(5000)
    runAll(agenda)

    expect(ran).toEqual(Array.from({ length: 5000 }, (_, index) => index + 1))
  })

  test('it runs what a sorted list would run', () => {
    const entries = fc.array(fc.record({ atUs: fc.nat(50), cancelled: fc.boolean() }), { maxLength: 200 })
    fc.assert(
      fc.property(entries, (drawn) => {
        const agenda = createAgenda()
        const ran: number[] = []
        const cancels = drawn.map(({ atUs }, index) => agenda.at(atUs, () => ran.push(index)))
        for (const [index, cancel] of cancels.entries()) if (drawn[index]?.cancelled) cancel()

        runAll(agenda)

        const kept = drawn.map((entry, index) => ({ ...entry, index })).filter((entry) => !entry.cancelled)
        expect(ran).toEqual(kept.toSorted((a, b) => a.atUs - b.atUs).map((entry) => entry.index))
      }),
    )
  })

  test('entries made while running keep the order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 300 }), (delaysUs) => {
        const agenda = createAgenda()
        const ran: { atUs: number; made: number }[] = []
        const left = [...delaysUs]
        let made = 0
        const plan = (delayUs: number): void => {
          const entry = { atUs: agenda.nowUs + delayUs, made: made++ }
          agenda.at(entry.atUs, () => {
            ran.push(entry)
            for (const next of left.splice(0, 2)) plan(next)
          })
        }
        plan(left.shift() ?? 0)

        runAll(agenda)

        expect(ran).toEqual(ran.toSorted((a, b) => a.atUs - b.atUs || a.made - b.made))
        expect(ran.length).toBe(delaysUs.length)
      }),
    )
  })
})
