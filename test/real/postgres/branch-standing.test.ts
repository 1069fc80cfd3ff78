import { describe, expect, test } from 'vitest'

import {
  type BranchFound,
  branchStanding,
  servedFrom,
  type PostgresSubscription,
} from '../../../src/real/postgres/branch-standing.ts'
import type { StoredPosition } from '../../../src/real/postgres/stored-facts.ts'

const placeAt = (position: number, heartbeatMs: number): StoredPosition => ({
  position: { centreId: 'one', position, chain: 'c' },
  centre: 'London',
  heartbeatMs,
})

const level: PostgresSubscription = {
  isEnabled: true,
  tablesLeft: 0,
  isHeartbeatPast: true,
  lastMessageAtMs: 99_000,
}
const found = (
  subscription: Partial<PostgresSubscription> | null,
  more: Partial<BranchFound> = {},
): BranchFound => ({
  subscription: subscription && { ...level, ...subscription },
  position: placeAt(7, 90_000),
  before: null,
  nowMs: 100_000,
  ...more,
})

describe('a branch in PostgreSQL', () => {
  test.each<[string, BranchFound, ReturnType<typeof servedFrom>, string]>([
    ['that follows nobody yet', found(null, { position: null }), null, 'empty'],
    ['whose tables are not all copied', found({ tablesLeft: 1 }), null, 'filling'],
    ['that has not heard of its centre since', found({ isHeartbeatPast: false }), null, 'filling'],
    ['in which no place has come', found({}, { position: null }), null, 'filling'],
    ['that has all of it and a heartbeat', found({}), 'facts', 'serving'],
    ['that is cut off', found({ lastMessageAtMs: null }), 'facts', 'serving'],
    ['between two fills', found(null, { before: placeAt(3, 50_000) }), 'facts_before', 'refilling'],
    [
      'during another fill',
      found({ tablesLeft: 2 }, { before: placeAt(3, 50_000) }),
      'facts_before',
      'refilling',
    ],
    ['after another fill', found({}, { before: placeAt(3, 50_000) }), 'facts', 'serving'],
  ])('%s serves what is one moment of its centre, and nothing else', (_what, state, from, phase) => {
    expect(servedFrom(state)).toBe(from)
    expect(branchStanding(state)).toMatchObject({
      phase,
      centre: state.position || state.before ? 'London' : null,
    })
  })

  test('is as of the moment that it serves, and not of the one that is being filled in', () => {
    const standing = branchStanding(found({ tablesLeft: 1 }, { before: placeAt(3, 50_000) }))

    expect(standing.asOf).toEqual({ place: placeAt(3, 50_000).position, atMs: 50_000 })
  })

  test.each<[string, BranchFound, object | null]>([
    ['hears of its centre', found({}), null],
    ['has nobody connected', found({ lastMessageAtMs: null }), { sinceMs: 90_000 }],
    [
      'hears nothing for a minute',
      found({ lastMessageAtMs: 95_000 }, { nowMs: 155_000 }),
      { sinceMs: 95_000 },
    ],
    ['hears nothing for less than that', found({ lastMessageAtMs: 95_000 }, { nowMs: 154_999 }), null],
    ['was switched off', found({ isEnabled: false }), { detail: 'its subscription is switched off' }],
    ['serves nothing yet', found({ lastMessageAtMs: null, tablesLeft: 1 }), null],
  ])('that %s says so', (_what, state, cutOff) => {
    if (cutOff === null) expect(branchStanding(state).cutOff).toBeNull()
    else expect(branchStanding(state).cutOff).toMatchObject(cutOff)
  })
})
