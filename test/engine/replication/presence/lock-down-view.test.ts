import { expect, test } from 'vitest'

import type { SyncCopy } from '../../../../src/engine/replica/sync-copy.ts'
import { lockDownViews } from '../../../../src/engine/replication/presence/lock-down-view.ts'
import { properties } from '../../../../src/engine/replication/presence/properties.ts'
import { deedOf, meet, takesFrom, team } from '../../replica/team.ts'

const viewsAt = (copy: SyncCopy) => {
  const facts = { copy, presence: [], unsent: 0, nowMs: 1000, rules: { retireAfterMs: 1000 } }
  return lockDownViews(copy.state.hierarchy, properties(facts)).map(({ holder, waitsFor }) => ({
    holder: holder?.user,
    waitsFor: waitsFor.map(({ user }) => user),
  }))
}

const fourCopies = async () => {
  const [office, ann, bob, eve] = await team('office', 'ann', 'bob', 'eve')
  if (!office || !ann || !bob || !eve) throw new Error('four copies')
  return { office, ann, bob, eve, all: [office, ann, bob, eve] }
}

test('without a lock-down there is nothing to show', async () => {
  const { office } = await fourCopies()

  expect(viewsAt(office)).toEqual([])
})

test('a lock-down waits for every copy but its holder’s', async () => {
  const { office } = await fourCopies()
  await office.lifecycle.lockDown(deedOf(office))

  expect(viewsAt(office)).toEqual([{ holder: 'office', waitsFor: ['ann', 'bob', 'eve'] }])
})

test('a copy that confirmed, left or was abandoned is not waited for any more', async () => {
  const { office, ann, bob, eve, all } = await fourCopies()
  await ann.lifecycle.left(office.identity.line, deedOf(ann))
  await office.lifecycle.abandon(bob.identity.line, deedOf(office))
  await meet(all)
  await office.lifecycle.lockDown(deedOf(office))
  expect(viewsAt(office)).toEqual([{ holder: 'office', waitsFor: ['eve'] }])

  await takesFrom(eve, office)
  await takesFrom(office, eve)

  expect(viewsAt(office)).toEqual([{ holder: 'office', waitsFor: [] }])
})
