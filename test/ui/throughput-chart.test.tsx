import { renderToString } from 'ink'
import { expect, test } from 'vitest'

import { ThroughputChart } from '../../src/ui/parts/throughput-chart.tsx'
import { hourUs, minuteUs, oneRun } from './support/runs.ts'

const chartOf = (virtualUs: number, deliveredByMinute: readonly number[], width = 126) => {
  const run = oneRun({ virtualUs, deliveredByMinute })
  const text = renderToString(<ThroughputChart run={run} width={width} height={6} />, { columns: width })
  const lines = text.split('\n')
  return { columns: lines.at(-2) ?? '', axis: lines.at(-1) ?? '' }
}

const quiet = (minutes: number): readonly number[] => Array.from({ length: minutes }, () => 0)

/** Where the last column with deliveries stands, as the axis reads there. */
const lastBar = (columns: string): number => columns.trimEnd().length - 1

test('when deliveries have stopped, the last bar stands over the minute in which they did', () => {
  // The day began at 08:00; the last delivery came at 13:10, and now it is 14:30.
  const { columns, axis } = chartOf(6 * hourUs + 30 * minuteUs, [...quiet(39), 50, ...quiet(80)])

  expect(axis.slice(lastBar(columns))).toMatch(/^13:10/)
  expect(axis).toMatch(/14:20─+$/)
})

test('while edits are delivered, the axis ends with the minute that has begun', () => {
  const { columns, axis } = chartOf(2 * hourUs, [...quiet(119), 50])

  expect(lastBar(columns)).toBe(axis.length - 1)
  expect(axis).toMatch(/─08:10.*─09:50─+$/)
})

test('of a day that has just begun the axis begins at its beginning', () => {
  expect(chartOf(20 * minuteUs, [50, ...quiet(20)]).axis).toMatch(/^ {6}08:00─/)
})
