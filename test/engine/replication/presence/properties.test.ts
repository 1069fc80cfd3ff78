import { expect, test } from 'vitest'

import type { SyncCopy } from '../../../../src/engine/replica/sync-copy.ts'
import type { PresenceRecord } from '../../../../src/engine/replication/presence/presence-record.ts'
import { properties } from '../../../../src/engine/replication/presence/properties.ts'
import { deedOf, meet, team, writes } from '../../replica/team.ts'

const nowMs = 60_000
const rules = { retireAfterMs: 1_000_000 }

const threeCopies = async () => {
  const [office, ann, bob] = await team('office', 'ann', 'bob')
  if (!office || !ann || !bob) throw new Error('three copies')
  return { office, ann, bob, all: [office, ann, bob] }
}

/** A visit from second 10 on, with a report of nothing at all. */
const visitOf = ({ identity }: SyncCopy, changes: Partial<PresenceRecord> = {}): PresenceRecord => ({
  log: identity.line,
  copyName: identity.copyName,
  user: identity.user,
  sinceMs: 10_000,
  leftMs: null,
  from: 'ann-pc',
  report: { unsent: 0, unapplied: 0, conflicts: 0, acknowledged: {} },
  ...changes,
})

const rowsAt = (copy: SyncCopy, presence: readonly PresenceRecord[] = [], unsent = 0) =>
  properties({ copy, presence, unsent, nowMs, rules })

const rowOf = (other: SyncCopy, rows: ReturnType<typeof rowsAt>) => {
  const row = rows.find(({ line }) => line === other.identity.line)
  if (!row) throw new Error(`${other.identity.copyName} is not listed`)
  return row
}

test('all registered copies are listed by name', async () => {
  const { ann, office, bob } = await threeCopies()

  expect(rowsAt(bob).map(({ copyName, user, isThisCopy }) => [copyName, user, isThisCopy])).toEqual([
    ['laptop-ann', 'ann', false],
    ['laptop-bob', 'bob', true],
    ['laptop-office', 'office', false],
  ])
  expect(rowOf(ann, rowsAt(bob))).toMatchObject({
    parent: office.identity.line,
    hangsUnder: office.identity.line,
  })
})

test('this copy shows its present figures, and needs no sign of life', async () => {
  const { ann } = await threeCopies()
  await writes(ann, '1010', 1)

  expect(rowOf(ann, rowsAt(ann, [], 3))).toMatchObject({
    state: 'live',
    lastSeenMs: null,
    awaitedUntilMs: null,
    unsent: 3,
    unapplied: 0,
    conflicts: 0,
    lacks: 0,
    acknowledged: { [ann.identity.line]: 2 },
  })
})

test('another copy shows what it last reported', async () => {
  const { office, ann } = await threeCopies()
  const report = { unsent: 4, unapplied: 5, conflicts: 6, acknowledged: { [ann.identity.line]: 1 } }

  expect(rowOf(ann, rowsAt(office, [visitOf(ann, { report })]))).toMatchObject(report)
})

test.each([
  ['that never visited', []],
  ['whose visit left no report', [{ report: null }]],
])('of a copy %s nothing is known', async (_which, changes) => {
  const { office, ann } = await threeCopies()
  const visits = changes.map((change) => visitOf(ann, change))

  expect(rowOf(ann, rowsAt(office, visits))).toMatchObject({
    unsent: null,
    unapplied: null,
    conflicts: null,
    acknowledged: null,
    lacks: null,
  })
})

test('a copy is connected until it says goodbye', async () => {
  const { office, ann, bob } = await threeCopies()
  const rows = rowsAt(office, [visitOf(ann), visitOf(bob, { leftMs: 30_000 })])

  expect(rowOf(ann, rows).connected).toEqual({ sinceMs: 10_000, from: 'ann-pc' })
  expect(rowOf(bob, rows).connected).toBeNull()
  expect(rowOf(office, rows).connected).toBeNull()
})

test('the last sign of life is the latest of an event, an arrival and a goodbye', async () => {
  const { office, ann, bob } = await threeCopies()
  const rows = rowsAt(office, [visitOf(bob, { leftMs: 30_000 })])

  expect(rowOf(ann, rows)).toMatchObject({ lastSeenMs: 1000, awaitedUntilMs: 1_001_000 })
  expect(rowOf(bob, rows)).toMatchObject({ lastSeenMs: 30_000, awaitedUntilMs: 1_030_000 })
  expect(rowOf(bob, rowsAt(office, [visitOf(bob)])).lastSeenMs).toBe(10_000)
})

test('a copy lacks the events that it has not acknowledged', async () => {
  const { office, ann, bob, all } = await threeCopies()
  await writes(ann, '1010', 1)
  await writes(ann, '1020', 2)
  await meet(all)
  const acknowledged = { [office.identity.line]: 1, [ann.identity.line]: 1, [bob.identity.line]: 1 }
  const report = { unsent: 0, unapplied: 0, conflicts: 0, acknowledged }

  const row = rowOf(bob, rowsAt(office, [visitOf(bob, { report })]))

  expect(row.lacks).toBe(2)
  expect(row.knownSeq).toBe(1)
  expect(rowOf(ann, rowsAt(office)).knownSeq).toBe(3)
})

test('nobody lacks events of a copy that has ended', async () => {
  const { office, ann, bob, all } = await threeCopies()
  await writes(ann, '1010', 1)
  await meet(all)
  await office.lifecycle.abandon(ann.identity.line, deedOf(office))
  const acknowledged = { [office.identity.line]: 2, [bob.identity.line]: 1 }
  const report = { unsent: 0, unapplied: 0, conflicts: 0, acknowledged }

  expect(rowOf(bob, rowsAt(office, [visitOf(bob, { report })])).lacks).toBe(0)
})
