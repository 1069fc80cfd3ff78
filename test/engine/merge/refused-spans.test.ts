import { expect, test } from 'vitest'

import type { Event } from '../../../src/engine/event/event.ts'
import type { Dot } from '../../../src/engine/identifier/log-id.ts'
import { AheadTimestamps } from '../../../src/engine/merge/ahead-timestamps.ts'
import { logOf, type Person } from './fold.ts'

const dotOf = (person: Person, seq: number): Dot => ({ log: logOf(person), seq })

const eventAt = (ms: number, after: readonly Dot[] = []): Event => ({
  timestamp: { ms, count: 0 },
  author: 'ann',
  note: '',
  deps: after.map((dot) => ({ ...dot, hashStart: '00000000' })),
  ops: [],
})

/** Ann's clock runs ahead in her second and third event. Bob saw both, and kept his own time. */
const withRefusal = () => {
  const timestamps = new AheadTimestamps()
  for (const [index, ms] of [1000, 9_000_000, 9_000_001].entries())
    timestamps.applied(dotOf('ann', index + 1), eventAt(ms))
  const isRefusal = timestamps.applied(dotOf('bob', 1), eventAt(2000, [dotOf('ann', 3)]))
  return { timestamps, isRefusal }
}

test('an event earlier than its causal past refuses the later timestamps in it, and no other', () => {
  const { timestamps, isRefusal } = withRefusal()

  expect(isRefusal).toBe(true)
  expect([1, 2, 3].map((seq) => timestamps.isAhead(dotOf('ann', seq)))).toEqual([false, true, true])
  expect(timestamps.isAhead(dotOf('bob', 1))).toBe(false)
  expect(timestamps.texts()).toEqual([`${logOf('ann')} 2-3`])
})

test('no timestamp of an unknown log is ahead', () => {
  expect(withRefusal().timestamps.isAhead(dotOf('eve', 1))).toBe(false)
})

test('a second witness of the same events refuses nothing new', () => {
  const { timestamps } = withRefusal()

  expect(timestamps.applied(dotOf('eve', 1), eventAt(3000, [dotOf('ann', 3)]))).toBe(false)
  expect(timestamps.texts()).toEqual([`${logOf('ann')} 2-3`])
})

test('logs are saved in one order, whichever was known first', () => {
  const timestamps = new AheadTimestamps()
  timestamps.applied(dotOf('bob', 1), eventAt(1000))
  timestamps.applied(dotOf('ann', 1), eventAt(2000))

  expect(timestamps.parts()).toEqual([
    { log: logOf('ann'), ms: [2000], ahead: [] },
    { log: logOf('bob'), ms: [1000], ahead: [] },
  ])
})
