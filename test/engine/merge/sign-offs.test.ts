import { expect, test } from 'vitest'

import { signOffs } from '../../../src/engine/merge/sign-offs.ts'
import { Team } from './team.ts'

const record = { table: 'working-papers', key: 'B1' }
const amount = 'working-papers/B1.amount'

const signs = (team: Team, name: string) =>
  team.does(name, ({ copy, deed }) =>
    copy.records.collections.sign(record, copy.records.read(record).seen, deed),
  )

/** Who signed, and `current` or `earlier`. */
const signedAt = (team: Team, name: string): readonly string[] =>
  signOffs(team.member(name).copy.state, record.table, record.key)
    .map(({ signed, isCurrent }) => `${signed.author} ${isCurrent ? 'current' : 'earlier'}`)
    .sort()

const withPaper = async (): Promise<Team> => {
  const team = await Team.of('ann', 'bob', 'eve')
  await team.types('ann', amount, '100')
  await team.types('ann', 'working-papers/B1.text', 'rent')
  await team.meets()
  return team
}

test('what several people signed merges, and neither signature unsigns the other', async () => {
  const team = await withPaper()
  await signs(team, 'bob')
  await signs(team, 'eve')

  await team.meets()

  expect(signedAt(team, 'ann')).toEqual(['bob current', 'eve current'])
})

test.each([
  ['the signature first', ['eve', 'ann', 'bob']],
  ['the edit first', ['ann', 'bob', 'eve']],
])('a sign-off of what somebody edits meanwhile shows as of an earlier version: %s', async (_, order) => {
  const team = await withPaper()
  await signs(team, 'eve')
  await team.types('ann', amount, '200')

  await team.meets(order)

  for (const name of order) expect(signedAt(team, name)).toEqual(['eve earlier'])
})

test('a field that is new since makes it an earlier version, and signing again a current one', async () => {
  const team = await withPaper()
  await signs(team, 'eve')
  await team.types('eve', 'working-papers/B1.note', 'checked')
  expect(signedAt(team, 'eve')).toEqual(['eve earlier'])

  await signs(team, 'eve')

  expect(signedAt(team, 'eve')).toEqual(['eve current'])
})

test('the very same value from somebody else is still what was signed', async () => {
  const team = await withPaper()
  await team.types('ann', amount, '300')
  await team.types('bob', amount, '300')
  await signs(team, 'ann')

  await team.meets()

  expect(signedAt(team, 'bob')).toEqual(['ann current'])
})

test('a value that is shown instead of the signed one makes it an earlier version', async () => {
  const team = await withPaper()
  await team.types('ann', amount, '300')
  await signs(team, 'ann')
  await team.types('bob', amount, '400')

  await team.meets()

  expect(signedAt(team, 'eve')).toEqual(['ann earlier'])
})

test('a sign-off of a screen that has changed since names what was on it', async () => {
  const team = await withPaper()
  const { seen } = team.member('eve').copy.records.read(record)
  await team.types('ann', amount, '200')
  await team.meets()

  await team.does('eve', ({ copy, deed }) => copy.records.collections.sign(record, seen, deed))

  expect(signedAt(team, 'eve')).toEqual(['eve earlier'])
})

test('taking an element out of a set that was signed makes it an earlier version', async () => {
  const team = await withPaper()
  const tag = { kind: 'text', text: 'open' } as const
  await team.does('ann', ({ copy, deed }) =>
    copy.records.collections.add({ ...record, field: 'tags' }, tag, deed),
  )
  await signs(team, 'ann')
  expect(signedAt(team, 'ann')).toEqual(['ann current'])

  await team.does('ann', ({ copy, deed }) =>
    copy.records.collections.remove({ ...record, field: 'tags' }, tag, deed),
  )

  expect(signedAt(team, 'ann')).toEqual(['ann earlier'])
})

test('a sign-off is taken back by whoever signed, and nothing can be signed of nothing', async () => {
  const team = await withPaper()
  await signs(team, 'bob')
  await team.does('bob', ({ copy, deed }) => copy.records.collections.withdraw(record, deed))
  await team.meets()

  expect(signedAt(team, 'ann')).toEqual([])
  const { copy, deed } = team.member('bob')
  expect(await copy.records.collections.withdraw(record, deed)).toMatchObject({ kind: 'pointless' })
  expect(await copy.records.collections.sign(record, 'nothing', deed)).toMatchObject({ kind: 'pointless' })
  expect(await copy.records.collections.sign(record, 'rubbish', deed)).toMatchObject({ kind: 'bad-seen' })
})

test('a deleted paper is no longer current, and cannot be signed', async () => {
  const team = await withPaper()
  await signs(team, 'bob')
  await team.meets()
  await team.does('ann', ({ copy, deed }) =>
    copy.records.delete(record, copy.records.read(record).seen, deed),
  )

  expect(team.member('ann').copy.records.read(record).life.kind).toBe('deleted')
  expect(signedAt(team, 'ann')).toEqual(['bob earlier'])
  expect(await signs(team, 'ann')).toMatchObject({ kind: 'pointless' })
})
