import { expect, test } from 'vitest'

import { clonedCopy, deedOf, meet, shownAt, takesFrom, team, writes } from './team.ts'

const threeCopies = async () => {
  const [office, ann, bob] = await team('office', 'ann', 'bob')
  if (!office || !ann || !bob) throw new Error('three copies')
  return { office, ann, bob, all: [office, ann, bob] }
}

test('work from before somebody knew of the lock-down is kept, and lies before the confirmation (row 36)', async () => {
  const { office, ann, all } = await threeCopies()
  await office.lifecycle.lockDown(deedOf(office))
  expect(await writes(ann, '1010', 1)).not.toBeNull()

  await takesFrom(ann, office)
  expect(await writes(ann, '1010', 2)).toBeNull()
  await meet(all)

  expect(shownAt(office, '1010')).toBe('n1')
  const [lockDown] = office.state.hierarchy.lockDowns()
  expect(lockDown?.confirmedBy).toHaveLength(2)
})

test('only its holder releases a lock-down, and of two the other one stays in force', async () => {
  const { office, ann, bob, all } = await threeCopies()
  await office.lifecycle.lockDown(deedOf(office))
  await ann.lifecycle.lockDown(deedOf(ann))
  await meet(all)

  expect(await bob.lifecycle.release(deedOf(bob))).toMatchObject({ kind: 'pointless' })
  await office.lifecycle.release(deedOf(office))
  await meet(all)
  expect(bob.closed).toMatchObject({ reason: 'locked-down', detail: expect.stringContaining('ann') })

  await ann.lifecycle.release(deedOf(ann))
  await meet(all)
  expect(bob.closed).toBeNull()
  expect(await writes(bob, '1010', 1)).not.toBeNull()
})

test('the lock-down of an abandoned holder has ended with it', async () => {
  const { office, ann, all } = await threeCopies()
  await ann.lifecycle.lockDown(deedOf(ann))
  await meet(all)
  expect(office.closed).toMatchObject({ reason: 'locked-down' })

  await office.lifecycle.abandon(ann.identity.line, deedOf(office))

  expect(office.closed).toBeNull()
})

test('whoever holds the lock-down does not leave', async () => {
  const { office, ann } = await threeCopies()
  await ann.lifecycle.lockDown(deedOf(ann))

  expect(await ann.lifecycle.leave(office.identity.line, deedOf(ann))).toMatchObject({ kind: 'pointless' })
})

/** Ann's laptop holds the lock-down when its disk is cloned, and both of them learn of it. */
const clonedHolder = async () => {
  const { office, ann, bob } = await threeCopies()
  await ann.lifecycle.lockDown(deedOf(ann))
  const clone = await clonedCopy(ann, 100)
  // Who is locked down still says where it hangs.
  await ann.lifecycle.hang(bob.identity.line, true, deedOf(ann))
  await clone.lifecycle.hang(office.identity.line, true, deedOf(clone))
  await meet([office, ann, bob, clone])
  return { office, ann, bob, clone, all: [office, ann, bob, clone] }
}

test('who had to leave the line that declared a lock-down releases it all the same, and nobody else does', async () => {
  const { office, ann, bob, clone, all } = await clonedHolder()
  expect(bob.closed).toMatchObject({ reason: 'locked-down' })
  expect(ann.identity.line).not.toBe(clone.identity.line)

  expect(await bob.lifecycle.release(deedOf(bob))).toMatchObject({ kind: 'pointless' })
  expect(await ann.lifecycle.release(deedOf(ann))).toMatchObject({ kind: 'written' })
  await meet(all)

  expect([office, ann, bob, clone].map(({ closed }) => closed)).toEqual([null, null, null, null])
  expect(new Set(all.map((copy) => copy.canonicalState())).size).toBe(1)
})

test('whoever goes on from the line of the holder does not leave before it is released', async () => {
  const { office, ann } = await clonedHolder()

  expect(await ann.lifecycle.leave(office.identity.line, deedOf(ann))).toMatchObject({ kind: 'pointless' })
})

test('a lock-down that is declared anew while an older one is released is in force everywhere, in any order', async () => {
  const { office, ann, bob, clone, all } = await clonedHolder()
  await ann.lifecycle.release(deedOf(ann))
  await ann.lifecycle.lockDown(deedOf(ann))
  await clone.lifecycle.release(deedOf(clone))

  await takesFrom(office, ann)
  await takesFrom(bob, clone)
  await meet(all)

  const holders = all.map((copy) => copy.state.hierarchy.lockDowns().map(({ dot }) => dot.log))
  expect(holders).toEqual(all.map(() => [ann.identity.line]))
})
