import { expect, test } from 'vitest'

import type { LogId } from '../../../src/engine/identifier/log-id.ts'
import { foldedLimits } from '../../../src/engine/log/folded-limits.ts'

const line = (letter: string): LogId => letter.repeat(16) as LogId
const [x, y, z] = [line('a'), line('b'), line('c')]

/** Events as `line.seq`, with what each was made after. */
const afterOf = (after: Readonly<Record<string, readonly [LogId, number]>>) => (from: LogId, seq: number) => {
  const found = after[`${from[0]}.${seq}`]
  return found ? [{ line: found[0], seq: found[1] }] : []
}

test('a line that was cut off is folded up to its cut', () => {
  const lines = [
    { line: x, from: 0, receivedSeq: 9, cut: 3 },
    { line: z, from: 0, receivedSeq: 5, cut: null },
  ]

  expect(foldedLimits(lines, afterOf({}))).toEqual(new Map([[x, 3]]))
})

test('what somebody wrote after it keeps more of it, with all that lies before that', () => {
  const lines = [
    { line: x, from: 0, receivedSeq: 9, cut: 3 },
    { line: y, from: 0, receivedSeq: 9, cut: 1 },
    { line: z, from: 0, receivedSeq: 5, cut: null },
  ]

  const limits = foldedLimits(lines, afterOf({ 'c.2': [x, 5], 'a.4': [y, 7], 'a.6': [y, 9] }))

  expect(limits).toEqual(
    new Map([
      [x, 5],
      [y, 7],
    ]),
  )
})

test('what an abandoned copy wrote beyond its own cut keeps nothing', () => {
  const lines = [
    { line: x, from: 0, receivedSeq: 9, cut: 3 },
    { line: y, from: 0, receivedSeq: 9, cut: 1 },
  ]

  expect(foldedLimits(lines, afterOf({ 'b.2': [x, 9], 'a.4': [y, 9] }))).toEqual(
    new Map([
      [x, 3],
      [y, 1],
    ]),
  )
})
