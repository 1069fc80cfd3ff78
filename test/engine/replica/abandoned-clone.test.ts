import { expect, test } from 'vitest'

import { displayText } from '../../../src/engine/event/value.ts'
import type { SyncCopy } from '../../../src/engine/replica/sync-copy.ts'
import { clonedCopy, deedOf, meet, memoryCopy, rangesOf, shownAt, takesFrom, team, writes } from './team.ts'

const abandons = (copy: SyncCopy, other: SyncCopy) =>
  copy.lifecycle.abandon(other.identity.line, deedOf(copy))

const rescuedIn = (copy: SyncCopy): readonly string[] =>
  copy.lifecycle
    .rescued()
    .map(({ op }) => (op.kind === 'write' ? `${op.key} ${displayText(op.value)}` : op.kind))
    .sort()

/** A laptop and a clone of its disk, which have both written since, as 1 and 2. */
const cloned = async () => {
  const [office, ann, laptop] = await team('office', 'ann', 'laptop')
  if (!office || !ann || !laptop) throw new Error('three copies')
  await writes(laptop, '1010', 0)
  const clone = await clonedCopy(laptop, 100)
  await writes(laptop, '1010', 1)
  await writes(clone, '2020', 2)
  return { office, ann, laptop, clone, all: [office, ann, laptop, clone] }
}

const expectLevel = (copies: readonly SyncCopy[]): void => {
  expect(new Set(copies.map((copy) => copy.canonicalState())).size).toBe(1)
  for (const copy of copies) expect(copy.unapplied).toBe(0)
}

test.each(['the laptop first', 'the clone first'])(
  'an abandonment cuts off the history that it means, and no other one of the line: %s is met',
  async (first) => {
    const { office, ann, laptop, clone, all } = await cloned()
    await takesFrom(office, laptop)
    await writes(laptop, '3030', 3)
    await writes(clone, '4040', 4)
    await abandons(office, laptop)
    await takesFrom(ann, office)

    await takesFrom(ann, first === 'the laptop first' ? laptop : clone)
    await meet(all)

    for (const copy of all) expect(rescuedIn(copy)).toEqual(['3030 3'])
    expect([shownAt(ann, '1010'), shownAt(ann, '2020'), shownAt(ann, '4040')]).toEqual(['n1', 'n2', 'n4'])
    expectLevel(all)
  },
)

test('what is cut off before two histories part is cut off in both', async () => {
  const [office, laptop] = await team('office', 'laptop')
  if (!office || !laptop) throw new Error('two copies')
  await abandons(office, laptop)
  await writes(laptop, '1010', 0)
  const clone = await clonedCopy(laptop, 100)
  await writes(laptop, '1010', 1)
  await writes(clone, '1010', 2)

  // Neither is told before its work is here, or it would write nothing more.
  await takesFrom(office, laptop)
  await takesFrom(office, clone)

  expect(rescuedIn(office)).toEqual(['1010 0', '1010 1', '1010 2'])
  expect(shownAt(office, '1010')).toBeNull()
  const reader = memoryCopy(9, 'reader')
  reader.recover((await rangesOf(office)).toReversed())
  reader.recover(await rangesOf(office))
  expectLevel([office, reader])
})

test('of two cuts of one line, one before its histories part, the further one keeps what lies between', async () => {
  const { office, ann, laptop, clone } = await cloned()
  await abandons(ann, laptop)
  await takesFrom(office, laptop)
  await writes(laptop, '3030', 3)
  await abandons(office, laptop)

  await takesFrom(office, ann)
  await takesFrom(office, clone)
  await takesFrom(office, laptop)
  await takesFrom(ann, office)

  // The clone goes on from what Ann had cut off, and the office had shown nothing of it.
  expect(rescuedIn(ann)).toEqual(['2020 2', '3030 3'])
  expect(shownAt(ann, '1010')).toBe('n1')
  expectLevel([office, ann])
})

test('who abandons a line that is split cuts each of its histories off where it is applied', async () => {
  const { office, laptop, clone, ann } = await cloned()
  await takesFrom(office, laptop)
  await takesFrom(office, clone)
  await writes(laptop, '3030', 3)
  await writes(clone, '4040', 4)

  await abandons(office, laptop)
  await takesFrom(office, laptop)
  await takesFrom(office, clone)
  await takesFrom(ann, office)

  for (const copy of [office, ann]) expect(rescuedIn(copy)).toEqual(['3030 3', '4040 4'])
  expect([shownAt(ann, '1010'), shownAt(ann, '2020')]).toEqual(['n1', 'n2'])
  expectLevel([office, ann])
})

test('an abandoned copy does not come back as another line when it learns that it was cloned', async () => {
  const { office, laptop, clone } = await cloned()
  await takesFrom(office, laptop)
  await abandons(office, laptop)
  await takesFrom(laptop, office)

  await takesFrom(laptop, clone)

  expect(laptop.closed).toMatchObject({ reason: 'abandoned' })
  expect(await writes(laptop, '1010', 9)).toBeNull()
  expect(shownAt(laptop, '2020')).toBe('n2')
})

test('a clone that was not meant goes on, and is another line once it learns of the other history', async () => {
  const { office, laptop, clone } = await cloned()
  await takesFrom(office, laptop)
  await abandons(office, laptop)
  const abandonment = (await rangesOf(office)).filter(({ log }) => log === office.identity.line)

  await clone.ingest(abandonment, 'journal')
  expect(clone.closed).toBeNull()
  await takesFrom(clone, office)

  expect(clone.ownLogChange).toEqual({ why: 'written-elsewhere', isBegun: true })
  expect(await writes(clone, '1010', 9)).not.toBeNull()
})
