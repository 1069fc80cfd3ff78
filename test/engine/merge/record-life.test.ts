import { expect, test } from 'vitest'

import { type ListedDeletion, listedDeletions } from '../../../src/engine/merge/record-life.ts'
import { Team } from './team.ts'

const entry = { table: 'journal-entries', key: '7' }
const amount = 'journal-entries/7.amount'

const deletes = (team: Team, name: string): Promise<unknown> =>
  team.does(name, ({ copy, deed }) => copy.records.delete(entry, copy.records.read(entry).seen, deed))

const restores = (team: Team, name: string): Promise<unknown> =>
  team.does(name, ({ copy, deed }) => copy.records.restore(entry, copy.records.read(entry).seen, deed))

const listed = ({ life }: ListedDeletion): unknown => ({
  kind: life.kind,
  deletedBy: life.deletedBy.map(({ author }) => author),
  keptBy: life.kind === 'kept' ? life.keptBy.map(({ author }) => author) : [],
})

const deletionsAt = (team: Team, name: string): readonly unknown[] =>
  listedDeletions(team.member(name).copy.state).map(listed)

const withEntry = async (): Promise<Team> => {
  const team = await Team.of('ann', 'bob', 'eve')
  await team.types('ann', amount, '100')
  await team.meets()
  return team
}

test('a deleted record is gone on every copy, and its values are still there to be restored', async () => {
  const team = await withEntry()
  await deletes(team, 'ann')
  await team.meets()

  expect(deletionsAt(team, 'bob')).toEqual([{ kind: 'deleted', deletedBy: ['ann'], keptBy: [] }])

  await restores(team, 'bob')
  await team.meets()

  expect(deletionsAt(team, 'ann')).toEqual([])
  expect(team.member('ann').copy.read('journal-entries', '7', 'amount').register?.siblings).toHaveLength(1)
})

test.each([
  ['the deletion arrives first', ['ann', 'bob', 'eve']],
  ['the edit arrives first', ['bob', 'ann', 'eve']],
  ['both come through a third', ['eve', 'bob', 'ann']],
])('(row 23) an edit that the deleter had not seen keeps the record, listed: %s', async (_, order) => {
  const team = await withEntry()
  await deletes(team, 'ann')
  await team.types('bob', amount, '250')

  await team.meets(order)

  for (const name of order) {
    expect(deletionsAt(team, name)).toEqual([{ kind: 'kept', deletedBy: ['ann'], keptBy: ['bob'] }])
  }
})

test('(row 23) an edit of another field keeps it as well, also where the editor’s clock is an hour slow', async () => {
  const team = await withEntry()
  team.member('bob').clockErrorMs = -3_600_000
  await deletes(team, 'ann')
  await team.types('bob', 'journal-entries/7.text', 'rent')

  await team.meets()

  expect(deletionsAt(team, 'eve')).toEqual([{ kind: 'kept', deletedBy: ['ann'], keptBy: ['bob'] }])
})

test('whoever sees both may delete it again, and then nothing keeps it', async () => {
  const team = await withEntry()
  await deletes(team, 'ann')
  await team.types('bob', amount, '250')
  await team.meets()

  await deletes(team, 'eve')
  await team.meets()

  expect(deletionsAt(team, 'ann')).toEqual([{ kind: 'deleted', deletedBy: ['eve'], keptBy: [] }])
})

test('deleted records are listed by address, whichever was deleted first', async () => {
  const team = await withEntry()
  const other = { ...entry, key: '6' }
  await deletes(team, 'ann')
  await team.types('ann', 'journal-entries/6.amount', '5')
  await team.does('ann', ({ copy, deed }) => copy.records.delete(other, copy.records.read(other).seen, deed))

  expect(listedDeletions(team.member('ann').copy.state).map(({ key }) => key)).toEqual(['6', '7'])
})

test('two who delete the same agree', async () => {
  const team = await withEntry()
  await deletes(team, 'ann')
  await deletes(team, 'bob')

  await team.meets()

  expect(deletionsAt(team, 'eve')).toMatchObject([{ kind: 'deleted', keptBy: [] }])
  expect(team.member('eve').copy.state.conflictCount).toBe(0)
})

test('deleted again while it is restored: a conflict, and the record stays', async () => {
  const team = await withEntry()
  await deletes(team, 'ann')
  await team.meets()
  await restores(team, 'bob')
  await deletes(team, 'eve')

  await team.meets()

  expect(deletionsAt(team, 'ann')).toEqual([{ kind: 'kept', deletedBy: ['eve'], keptBy: ['bob'] }])
  expect(
    team
      .member('ann')
      .copy.state.conflicts()
      .map(({ address }) => address),
  ).toEqual(['journal-entries/7.@deleted'])
})

test('the value that lost a conflict, and was not on the screen, is not deleted with it', async () => {
  const team = await withEntry()
  await team.types('ann', amount, '1')
  await team.types('bob', amount, '2')
  await team.meets()

  await deletes(team, 'eve')

  expect(deletionsAt(team, 'eve')).toEqual([{ kind: 'kept', deletedBy: ['eve'], keptBy: ['ann'] }])
})

test('a token of another record, or of none, deletes nothing', async () => {
  const team = await withEntry()
  const { copy, deed } = team.member('ann')
  await team.types('ann', 'journal-entries/8.amount', '5')
  const other = copy.records.read({ ...entry, key: '8' }).seen

  expect(await copy.records.delete(entry, other, deed)).toMatchObject({ kind: 'bad-seen' })
  expect(await copy.records.delete(entry, 'rubbish', deed)).toMatchObject({ kind: 'bad-seen' })
  expect(await copy.records.delete(entry, 'nothing', deed)).toMatchObject({ kind: 'pointless' })
  expect(await copy.records.restore(entry, copy.records.read(entry).seen, deed)).toMatchObject({
    kind: 'pointless',
  })
  expect(deletionsAt(team, 'ann')).toEqual([])
})

test('a deleted document is not listed among documents, and comes back with its name', async () => {
  const team = await Team.of('ann', 'bob')
  const bytes = new TextEncoder().encode('memo')
  const made = await team.does('ann', ({ copy, deed }) => copy.createDocument('memo.txt', bytes, deed))
  const document = { table: 'documents', key: 'documentId' in made ? made.documentId : '' }
  await team.does('ann', ({ copy, deed }) =>
    copy.records.delete(document, copy.records.read(document).seen, deed),
  )
  await team.meets()
  const { copy, deed } = team.member('bob')

  expect(copy.documents()).toEqual([])

  await copy.records.restore(document, copy.records.read(document).seen, deed)
  expect(copy.documents().map(({ name }) => name)).toEqual(['memo.txt'])
})
