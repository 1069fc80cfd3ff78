import { expect, test } from 'vitest'

import { dotText } from '../../../src/engine/identifier/log-id.ts'
import { folderTree, troubledFolders } from '../../../src/engine/merge/folder-tree.ts'
import type { RecordOutcome } from '../../../src/engine/replica/outcomes.ts'
import { Team } from './team.ts'

const idOf = (outcome: RecordOutcome): string => {
  if (outcome.kind !== 'acknowledged') throw new Error(outcome.kind)
  return dotText(outcome.dot)
}

const makesFolder = async (team: Team, name: string, folder: string, parent: string | null = null) =>
  idOf(await team.does(name, ({ copy, deed }) => copy.records.makeFolder(folder, parent, deed)))

const makesDocument = async (team: Team, name: string, document: string): Promise<string> => {
  const bytes = new TextEncoder().encode(document)
  const made = await team.does(name, ({ copy, deed }) => copy.createDocument(document, bytes, deed))
  return 'documentId' in made ? made.documentId : ''
}

const moves = (team: Team, name: string, record: { table: string; key: string }, parent: string | null) =>
  team.does(name, ({ copy, deed }) =>
    copy.records.move(record, parent, copy.read(record.table, record.key, 'parent').seen, deed),
  )

const deletes = (team: Team, name: string, record: { table: string; key: string }) =>
  team.does(name, ({ copy, deed }) => copy.records.delete(record, copy.records.read(record).seen, deed))

const folder = (key: string) => ({ table: 'folders', key })
const document = (key: string) => ({ table: 'documents', key })

const treeAt = (team: Team, name: string, inhabited: readonly string[] = []) =>
  folderTree(team.member(name).copy.state, new Set(inhabited))

const pathsAt = (team: Team, name: string): readonly string[] =>
  [...treeAt(team, name).values()].map(({ path }) => path).sort()

const documentsAt = (team: Team, name: string): readonly string[] =>
  team
    .member(name)
    .copy.documents()
    .map((one) => one.name)

test('(row 24) a folder made on the road, with documents moved into it, arrives as it is', async () => {
  const team = await Team.of('ann', 'bob')
  const memo = await makesDocument(team, 'ann', 'memo.txt')
  await team.meets()
  const tax = await makesFolder(team, 'bob', 'Tax')
  const year = await makesFolder(team, 'bob', '2026', tax)
  await moves(team, 'bob', document(memo), year)

  await team.meets()

  expect(pathsAt(team, 'ann')).toEqual(['Tax', 'Tax/2026'])
  expect(documentsAt(team, 'ann')).toEqual(['Tax/2026/memo.txt'])
})

test.each([
  ['ann’s is known first', ['ann', 'bob', 'eve']],
  ['bob’s is known first', ['bob', 'ann', 'eve']],
])(
  '(row 24) two folders moved into each other: the later move is recovered everywhere: %s',
  async (_, order) => {
    const team = await Team.of('ann', 'bob', 'eve')
    const a = await makesFolder(team, 'ann', 'A')
    const b = await makesFolder(team, 'ann', 'B')
    await team.meets()
    await moves(team, 'ann', folder(a), b)
    await moves(team, 'bob', folder(b), a)

    await team.meets(order)

    for (const name of order) {
      expect(pathsAt(team, name)).toEqual(['Recovered/B', 'Recovered/B/A'])
      expect(troubledFolders(treeAt(team, name)).map(({ id, placement }) => [id, placement])).toEqual([
        [b, { kind: 'recovered', wanted: a, why: 'cycle' }],
      ])
    }
  },
)

test('(row 24) of two moves into each other the earlier one stands, whichever folder is older', async () => {
  const team = await Team.of('ann', 'bob')
  const a = await makesFolder(team, 'ann', 'A')
  const b = await makesFolder(team, 'ann', 'B')
  await team.meets()
  await moves(team, 'bob', folder(b), a)
  await moves(team, 'ann', folder(a), b)

  await team.meets()

  expect(pathsAt(team, 'bob')).toEqual(['Recovered/A', 'Recovered/A/B'])
})

test('(row 24) moving what hangs under Recovered to the top ends the cycle', async () => {
  const team = await Team.of('ann', 'bob')
  const a = await makesFolder(team, 'ann', 'A')
  const b = await makesFolder(team, 'ann', 'B')
  await team.meets()
  await moves(team, 'ann', folder(a), b)
  await moves(team, 'bob', folder(b), a)
  await team.meets()

  await moves(team, 'ann', folder(b), null)
  await team.meets()

  expect(pathsAt(team, 'bob')).toEqual(['B', 'B/A'])
  expect(troubledFolders(treeAt(team, 'bob'))).toEqual([])
})

test('one document moved into two folders lies in one of them, in conflict', async () => {
  const team = await Team.of('ann', 'bob')
  const a = await makesFolder(team, 'ann', 'A')
  const b = await makesFolder(team, 'ann', 'B')
  const memo = await makesDocument(team, 'ann', 'memo.txt')
  await team.meets()
  await moves(team, 'ann', document(memo), a)
  await moves(team, 'bob', document(memo), b)

  await team.meets()

  expect(documentsAt(team, 'ann')).toEqual(['B/memo.txt'])
  expect(
    team
      .member('ann')
      .copy.state.conflicts()
      .map(({ field }) => field),
  ).toEqual(['parent'])
})

test('(row 23) a deleted folder with something live in it stays, marked, and so do the folders above', async () => {
  const team = await Team.of('ann', 'bob')
  const tax = await makesFolder(team, 'ann', 'Tax')
  const year = await makesFolder(team, 'ann', '2026', tax)
  await team.meets()
  await deletes(team, 'ann', folder(tax))
  await deletes(team, 'ann', folder(year))
  const memo = await makesDocument(team, 'bob', 'memo.txt')
  await moves(team, 'bob', document(memo), year)

  await team.meets(['bob', 'ann'])

  expect(documentsAt(team, 'ann')).toEqual(['Tax/2026/memo.txt'])
  const kept = troubledFolders(treeAt(team, 'ann', [year])).map(({ path, isKeptForContents }) => [
    path,
    isKeptForContents,
  ])
  expect(kept).toEqual([
    ['Tax', true],
    ['Tax/2026', true],
  ])

  await deletes(team, 'ann', document(memo))
  expect(pathsAt(team, 'ann')).toEqual([])
  expect(documentsAt(team, 'ann')).toEqual([])
})

test('two folders of one name in one place keep their contents apart', async () => {
  const team = await Team.of('ann', 'bob')
  const mine = await makesFolder(team, 'ann', 'Tax')
  const hers = await makesFolder(team, 'bob', 'TAX')
  await moves(team, 'ann', document(await makesDocument(team, 'ann', 'a.txt')), mine)
  await moves(team, 'bob', document(await makesDocument(team, 'bob', 'a.txt')), hers)

  await team.meets()

  expect(pathsAt(team, 'bob')).toEqual(['TAX (2)', 'Tax'])
  expect(documentsAt(team, 'bob')).toEqual(['TAX (2)/a.txt', 'Tax/a.txt'])
})

test('nobody’s folder is shown as Recovered, and only folders and documents can be moved', async () => {
  const team = await Team.of('ann')
  await makesFolder(team, 'ann', 'Recovered')

  expect(pathsAt(team, 'ann')).toEqual(['Recovered (2)'])
  expect(await moves(team, 'ann', { table: 'tb', key: '1' }, null)).toMatchObject({ kind: 'pointless' })
  const { copy, deed } = team.member('ann')
  expect(await copy.records.makeFolder('a/b', null, deed)).toMatchObject({ kind: 'pointless' })
  expect(await copy.records.makeFolder('CON', null, deed)).toMatchObject({ kind: 'pointless' })
})

test('what was put into a folder that never was is recovered, and listed', async () => {
  const team = await Team.of('ann')
  const memo = await makesDocument(team, 'ann', 'memo.txt')
  const lost = await makesFolder(team, 'ann', 'A', 'nowhere')

  await moves(team, 'ann', document(memo), 'nowhere')

  expect(documentsAt(team, 'ann')).toEqual(['Recovered/memo.txt'])
  expect(treeAt(team, 'ann').get(lost)?.placement).toEqual({
    kind: 'recovered',
    wanted: 'nowhere',
    why: 'missing',
  })
})
