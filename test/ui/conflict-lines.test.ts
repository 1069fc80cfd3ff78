import { expect, test } from 'vitest'

import { conflictLines } from '../../src/ui/view/conflict-lines.ts'
import { conflictOf, eightOClockMs, hourUs } from './support/runs.ts'

const textsOf = (conflicts: Parameters<typeof conflictLines>[0], width: number): readonly string[] =>
  conflictLines(conflicts, { startsAtMs: eightOClockMs, width }).map((line) =>
    line.map(({ text }) => text).join(''),
  )

const withValues = (...values: readonly string[]) =>
  conflictOf({ values: values.map((value, index) => ({ value, author: `user-${index}`, writtenAtUs: 0 })) })

test('a conflict names its register and screen', () => {
  expect(textsOf([conflictOf()], 80)[0]).toBe('open      trial-balance/1010.amount  on laptop-07 10:05')
})

test('the newest conflict comes first', () => {
  const later = conflictOf({ path: 'trial-balance/2020.amount', state: 'resolved', seenAtUs: 5 * hourUs })

  expect(textsOf([conflictOf(), later], 80)[0]).toContain('2020')
})

test('long values share a line fairly', () => {
  const [, values] = textsOf([withValues('short', 'a much longer value than fits on this line')], 60)

  expect(values).toBe('          short user-0 08:00  ≠  a much longer… user-1 08:00')
})

test('values too long to share get a line each', () => {
  const long = 'a value that is long'

  expect(textsOf([withValues(long, long, long)], 50)).toHaveLength(4)
})

test('no line is wider than its room', () => {
  const values = ['x'.repeat(200), 'y'.repeat(5), 'z'.repeat(90)]

  for (let width = 50; width <= 160; width += 1) {
    expect(
      Math.max(...textsOf([withValues(...values)], width).map((text) => text.length)),
    ).toBeLessThanOrEqual(width)
  }
})

test('line breaks in values do not break lines', () => {
  expect(textsOf([withValues('one\ntwo', '\u001B[31mred')], 80)[1]).toContain(
    'one two user-0 08:00  ≠  [31mred user-1',
  )
})
