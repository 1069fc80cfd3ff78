import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { wrapped } from '../../src/result/wrapped.ts'
import { columnChart, progressStrokes, sparkline } from '../../src/ui/view/bars.ts'
import { connectedCopiesText } from '../../src/ui/view/connected-copies-text.ts'
import { faultRows } from '../../src/ui/view/fault-rows.ts'
import { axisText } from '../../src/ui/view/time-axis.ts'
import { eightOClockMs, faultOf, hourUs } from './support/runs.ts'

const axis = { startsAtMs: eightOClockMs, endUs: 8 * hourUs, width: 64 }

describe('a progress bar', () => {
  test('has always the same width', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 200 }),
        (share, width) => {
          const { done, rest } = progressStrokes(share, width)
          expect(done.length + rest.length).toBe(width)
        },
      ),
    )
  })
})

describe('a sparkline', () => {
  test('rises with its values', () => {
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7, 8], 20)).toBe('▁▁▂▃▄▅▆▇█')
  })

  test('squeezes many values into its width', () => {
    expect(sparkline([0, 0, 8, 8], 2)).toBe('▁█')
    expect(
      sparkline(
        Array.from({ length: 120 }, () => 3),
        7,
      ),
    ).toHaveLength(7)
  })
})

test('a column chart fills its lines from below', () => {
  expect(columnChart([2, 4], { width: 10, height: 2 })).toEqual({ top: 4, lines: [' █', '██'] })
})

describe('a time axis', () => {
  test('marks round clock times where they fall', () => {
    expect(axisText(axis)).toBe('08:00───────────10:00───────────12:00───────────14:00───────────')
  })

  test('finds round times in half an hour', () => {
    const short = { startsAtMs: eightOClockMs + 120_000, endUs: hourUs / 2, width: 30 }

    expect(axisText(short)).toBe('────────08:10─────08:20───────')
  })
})

describe('a fault strip', () => {
  const refusals = Array.from({ length: 9 }, (_, index) =>
    faultOf({ label: 'refused', target: `laptop-0${index}` }),
  )

  test('has a row for each label and target', () => {
    const rows = faultRows([faultOf(), ...refusals], { axis, nowUs: 4 * hourUs, rowsMax: 12 })

    expect(rows).toHaveLength(10)
  })

  test('joins targets where rows are few', () => {
    const rows = faultRows([faultOf(), ...refusals], { axis, nowUs: 4 * hourUs, rowsMax: 4 })

    expect(rows.map((row) => [row.name, row.count])).toEqual([
      ['vpn down branch-vpn', 1],
      ['refused', 9],
    ])
  })

  test('draws a fault that lasts until now', () => {
    const [row] = faultRows([faultOf({ toUs: null })], { axis, nowUs: 4 * hourUs, rowsMax: 4 })

    expect(row?.lasting).toBe(true)
    expect(row?.cells.lastIndexOf('fault')).toBe(32)
  })

  test('shows even the shortest fault', () => {
    const [row] = faultRows([faultOf({ toUs: 2 * hourUs })], { axis, nowUs: 4 * hourUs, rowsMax: 4 })

    expect(row?.cells.filter((cell) => cell === 'fault')).toHaveLength(1)
  })
})

test('who is served is told in whole names', () => {
  expect(connectedCopiesText([], 30)).toBe('')
  expect(connectedCopiesText(['ann', 'bob'], 30)).toBe('ann, bob')
  expect(connectedCopiesText(['ann', 'bob', 'cem', 'dora'], 12)).toBe('ann, bob +2')
  expect(connectedCopiesText(['laptop-01', 'laptop-02'], 9)).toBe('2 copies')
})

test('wrapped text keeps numbers with their units', () => {
  expect(wrapped('the bound is 26 min 30 s', 15)).toEqual(['the bound is', '26 min 30 s'])
})
