import { expect, test } from 'vitest'

import { deedOf, meet, shownAt, takesFrom, team, writes } from './team.ts'

const threeCopies = async () => {
  const [office, ann, bob] = await team('office', 'ann', 'bob')
  if (!office || !ann || !bob) throw new Error('three copies')
  return { office, ann, bob, all: [office, ann, bob] }
}

test('work from before somebody knew of the lock-down is kept, and lies before the confirmation (row 36)', async () => {
  const { office, ann, all } = await threeCopies()
  await office.endings.lockDown(deedOf(office))
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
  await office.endings.lockDown(deedOf(office))
  await ann.endings.lockDown(deedOf(ann))
  await meet(all)

  expect(await bob.endings.release(deedOf(bob))).toMatchObject({ kind: 'pointless' })
  await office.endings.release(deedOf(office))
  await meet(all)
  expect(bob.closed).toMatchObject({ reason: 'locked-down', detail: expect.stringContaining('ann') })

  await ann.endings.release(deedOf(ann))
  await meet(all)
  expect(bob.closed).toBeNull()
  expect(await writes(bob, '1010', 1)).not.toBeNull()
})

test('the lock-down of an abandoned holder has ended with it', async () => {
  const { office, ann, all } = await threeCopies()
  await ann.endings.lockDown(deedOf(ann))
  await meet(all)
  expect(office.closed).toMatchObject({ reason: 'locked-down' })

  await office.endings.abandon(ann.identity.line, deedOf(office))

  expect(office.closed).toBeNull()
})

test('whoever holds the lock-down does not leave', async () => {
  const { office, ann } = await threeCopies()
  await ann.endings.lockDown(deedOf(ann))

  expect(await ann.endings.leave(office.identity.line, deedOf(ann))).toMatchObject({ kind: 'pointless' })
})
