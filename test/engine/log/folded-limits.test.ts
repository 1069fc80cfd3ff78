import { expect, test } from 'vitest'

import type { LogId } from '../../../src/engine/identifier/log-id.ts'
import { foldedLimits } from '../../../src/engine/log/folded-limits.ts'

const logId = (letter: string): LogId => letter.repeat(16) as LogId
const [x, y, z] = [logId('a'), logId('b'), logId('c')]

/** Events as `log.seq`, with the dependency of each. */
const depsOf = (deps: Readonly<Record<string, readonly [LogId, number]>>) => (from: LogId, seq: number) => {
  const found = deps[`${from[0]}.${seq}`]
  return found ? [{ log: found[0], seq: found[1] }] : []
}

test('a line that was cut off is folded up to its cut', () => {
  const logs = [
    { log: x, from: 0, receivedSeq: 9, cut: 3 },
    { log: z, from: 0, receivedSeq: 5, cut: null },
  ]

  expect(foldedLimits(logs, depsOf({}))).toEqual(new Map([[x, 3]]))
})

test('what somebody wrote after it keeps more of it, with all that lies before that', () => {
  const logs = [
    { log: x, from: 0, receivedSeq: 9, cut: 3 },
    { log: y, from: 0, receivedSeq: 9, cut: 1 },
    { log: z, from: 0, receivedSeq: 5, cut: null },
  ]

  const limits = foldedLimits(logs, depsOf({ 'c.2': [x, 5], 'a.4': [y, 7], 'a.6': [y, 9] }))

  expect(limits).toEqual(
    new Map([
      [x, 5],
      [y, 7],
    ]),
  )
})

test('what an abandoned copy wrote beyond its own cut keeps nothing', () => {
  const logs = [
    { log: x, from: 0, receivedSeq: 9, cut: 3 },
    { log: y, from: 0, receivedSeq: 9, cut: 1 },
  ]

  expect(foldedLimits(logs, depsOf({ 'b.2': [x, 9], 'a.4': [y, 9] }))).toEqual(
    new Map([
      [x, 3],
      [y, 1],
    ]),
  )
})
