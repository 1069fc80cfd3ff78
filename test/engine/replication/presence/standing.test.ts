import fc from 'fast-check'
import { expect, test } from 'vitest'

import {
  defaultStandingRules,
  lastSeenMs,
  type StandingRules,
  standings,
} from '../../../../src/engine/replication/presence/standing.ts'
import { deedOf, meet, team } from '../../replica/team.ts'

const dayMs = 24 * 60 * 60 * 1000
const rules: StandingRules = { retireAfterMs: 90 * dayMs }

const fourCopies = async () => {
  const [office, ann, bob, eve] = await team('office', 'ann', 'bob', 'eve')
  if (!office || !ann || !bob || !eve) throw new Error('four copies')
  return { office, ann, bob, eve, all: [office, ann, bob, eve] }
}

test('who left or was abandoned is not waited for, and everybody else for a time that ends (row 43)', async () => {
  const { office, ann, bob, eve, all } = await fourCopies()
  await ann.lifecycle.left(office.identity.line, deedOf(ann))
  await office.lifecycle.abandon(bob.identity.line, deedOf(office))
  await meet(all)
  const seen = all.map(({ identity }) => ({ logId: identity.line, lastSeenMs: dayMs }))

  const found = standings(office.state.hierarchy, seen, 2 * dayMs, rules)

  expect(found.map(({ state, awaitedUntilMs }) => [state, awaitedUntilMs])).toEqual([
    ['live', 91 * dayMs],
    ['left', null],
    ['abandoned', null],
    ['live', 91 * dayMs],
  ])
  const later = standings(office.state.hierarchy, seen, 91 * dayMs, rules)
  expect(later.find(({ line }) => line === eve.identity.line)).toMatchObject({
    state: 'retired',
    awaitedUntilMs: null,
  })
})

test('a line that nobody registered, and a copy that never gave a sign, block nobody for ever', async () => {
  const { office, eve } = await fourCopies()
  const stranger = eve.identity.line.replace(/^../, 'ff') as typeof eve.identity.line

  const found = standings(
    office.state.hierarchy,
    [
      { logId: stranger, lastSeenMs: dayMs },
      { logId: eve.identity.line, lastSeenMs: null },
    ],
    2 * dayMs,
    rules,
  )

  expect(found).toMatchObject([
    { state: 'unknown', awaitedUntilMs: 91 * dayMs },
    { state: 'retired', awaitedUntilMs: null },
  ])
})

test('whatever clocks said, nobody is waited for longer than the rule from now', () => {
  fc.assert(
    fc.property(fc.array(fc.maxSafeNat()), fc.nat(), (seenCopies, nowMs) => {
      const seen = lastSeenMs(seenCopies, nowMs)

      expect(seen === null || seen <= nowMs).toBe(true)
    }),
  )
})

test('a clock that is seventy years ahead is no sign of life', () => {
  expect(lastSeenMs([70 * 365 * dayMs], dayMs)).toBeNull()
  expect(lastSeenMs([70 * 365 * dayMs, 1000], dayMs)).toBe(1000)
  expect(defaultStandingRules.retireAfterMs).toBe(90 * dayMs)
})
