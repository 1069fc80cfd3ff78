import { expect, test } from 'vitest'

import type { SyncCopy } from '../../../src/engine/replica/sync-copy.ts'
import { deedOf, meet, rangesOf, shownAt, takesFrom, team, writes } from './team.ts'

const abandons = (copy: SyncCopy, other: SyncCopy) =>
  copy.lifecycle.abandon(other.identity.line, deedOf(copy))

const rescuedAt = (copy: SyncCopy) =>
  copy.lifecycle
    .rescued()
    .map(({ address, op, author }) => [address, op.kind === 'write' ? op.value : op.kind, author])

const four = async () => {
  const [office, ann, bob, lost] = await team('office', 'ann', 'bob', 'lost')
  if (!office || !ann || !bob || !lost) throw new Error('four copies')
  return { office, ann, bob, lost, all: [office, ann, bob, lost] }
}

test('what an abandoned copy never sent is in rescue on every copy alike when it returns (row 34, S12)', async () => {
  const { office, ann, lost, all } = await four()
  await writes(lost, '1010', 1)
  await takesFrom(office, lost)
  await writes(lost, '2020', 2)
  await abandons(office, lost)

  await meet(all)

  expect(shownAt(ann, '1010')).toBe('n1')
  expect(shownAt(ann, '2020')).toBeNull()
  for (const copy of all) {
    expect(rescuedAt(copy)).toEqual([['tb/2020.amount', { kind: 'number', decimal: '2' }, 'lost']])
    expect(copy.canonicalState()).toBe(ann.canonicalState())
  }
})

test('an abandoned copy learns of it and writes nothing more (row 33)', async () => {
  const { office, lost } = await four()
  await abandons(office, lost)
  expect(await writes(lost, '1010', 1)).not.toBeNull()

  await takesFrom(lost, office)

  expect(lost.closed).toMatchObject({ reason: 'abandoned' })
  expect(await writes(lost, '1010', 2)).toBeNull()
  expect(shownAt(lost, '1010')).toBeNull()
})

test('what another copy had already shown is adopted, and is taken back on no screen (S4)', async () => {
  const { office, ann, bob, lost, all } = await four()
  await writes(lost, '1010', 1)
  await takesFrom(ann, lost)
  await writes(lost, '2020', 2)
  await abandons(office, lost)

  await takesFrom(ann, office)
  expect(shownAt(ann, '1010')).toBe('n1')
  await meet(all)

  expect(shownAt(bob, '1010')).toBe('n1')
  expect(shownAt(bob, '2020')).toBeNull()
  expect(new Set(all.map((copy) => copy.canonicalState())).size).toBe(1)
})

test('what others wrote over abandoned work keeps all of its past', async () => {
  const { office, ann, bob, lost, all } = await four()
  await writes(lost, '1010', 1)
  await takesFrom(ann, lost)
  await writes(ann, '1010', 5)
  await abandons(office, lost)
  await takesFrom(bob, office)

  await takesFrom(bob, lost)
  expect(rescuedAt(bob)).toHaveLength(1)
  await takesFrom(bob, ann)

  expect(rescuedAt(bob)).toEqual([])
  expect(shownAt(bob, '1010')).toBe('n5')
  await meet(all)
  expect(new Set(all.map((copy) => copy.canonicalState())).size).toBe(1)
})

test('of two abandonments with different cuts the further one counts, whichever comes first', async () => {
  const { office, ann, bob, lost, all } = await four()
  await abandons(office, lost)
  await writes(lost, '1010', 1)
  await takesFrom(bob, lost)
  await abandons(bob, lost)

  await takesFrom(ann, office)
  await meet(all)

  expect(shownAt(ann, '1010')).toBe('n1')
  expect(ann.state.hierarchy.abandonment(lost.identity.line)?.by).toHaveLength(2)
  expect(new Set(all.map((copy) => copy.canonicalState())).size).toBe(1)
})

test('two copies that abandon each other are both cut off, and everybody agrees', async () => {
  const { office, ann, bob, all } = await four()
  await writes(ann, '1010', 1)
  await writes(bob, '2020', 2)
  await abandons(ann, bob)
  await abandons(bob, ann)

  await office.ingest([...(await rangesOf(ann)), ...(await rangesOf(bob))], 'journal')
  await meet(all)

  expect(ann.closed?.reason).toBe('abandoned')
  expect(bob.closed?.reason).toBe('abandoned')
  expect(office.lifecycle.rescued()).toHaveLength(2)
  expect(new Set(all.map((copy) => copy.canonicalState())).size).toBe(1)
})

test('a value in rescue is taken over by a write of the taker, once and visibly', async () => {
  const { office, ann, lost, all } = await four()
  await writes(lost, '1010', 7)
  await abandons(office, lost)
  await meet(all)
  const [value] = ann.lifecycle.rescued()
  if (!value) throw new Error('a value in rescue')

  await ann.lifecycle.takeOver([value], deedOf(ann))
  await meet(all)

  expect(shownAt(office, '1010')).toBe('n7')
  expect(office.read('tb', '1010', 'amount').register?.siblings[0]?.author).toBe('ann')
  expect(office.lifecycle.rescued()[0]?.takenOver).toMatchObject({ author: 'ann' })
})

test.each([
  ['itself', (office: SyncCopy) => office],
  ['one that is abandoned already', (_: SyncCopy, lost: SyncCopy) => lost],
])('a copy does not abandon %s', async (_, pick) => {
  const { office, lost } = await four()
  await abandons(office, lost)

  expect(await abandons(office, pick(office, lost))).toMatchObject({ kind: 'pointless' })
})
