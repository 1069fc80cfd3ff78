import { expect, test } from 'vitest'

import { nextName, nextNumber, shownNumbers } from '../../../src/engine/merge/claims.ts'
import { sourceOfBytes } from '../../../src/engine/storage/contents/byte-source.ts'
import { Team } from './team.ts'

const place = (key: string) => ({ table: 'journal-entries', key, field: 'number' })

const claims = (team: Team, name: string, key: string, number: string): Promise<unknown> =>
  team.does(name, ({ copy, deed }) =>
    copy.records.claim(place(key), number, copy.read('journal-entries', key, 'number').seen, deed),
  )

/** The numbers on somebody's screen, by key; `?` marks a provisional one. */
const numbersAt = (team: Team, name: string): Record<string, string> =>
  Object.fromEntries(
    [...shownNumbers(team.member(name).copy.state, 'journal-entries', 'number')]
      .map(([key, { shown, isProvisional }]) => [key, shown + (isProvisional ? '?' : '')] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

test.each([
  ['ann first', ['ann', 'bob']],
  ['bob first', ['bob', 'ann']],
])(
  '(row 16) the earlier of two entries keeps its number, the other is shown with the next: %s',
  async (_, order) => {
    const team = await Team.of('ann', 'bob')
    await claims(team, 'ann', 'rent', '7')
    await claims(team, 'bob', 'cash', '7')

    await team.meets(order)

    for (const name of order) expect(numbersAt(team, name)).toEqual({ cash: '8?', rent: '7' })
    expect(team.member('ann').copy.state.conflictCount).toBe(0)
  },
)

test('(row 16) confirming a provisional number claims it, and it stays though the other one is renumbered', async () => {
  const team = await Team.of('ann', 'bob')
  await claims(team, 'ann', 'rent', '7')
  await claims(team, 'bob', 'cash', '7')
  await team.meets()

  await claims(team, 'bob', 'cash', '8')
  await claims(team, 'ann', 'rent', '12')
  await team.meets()

  expect(numbersAt(team, 'ann')).toEqual({ cash: '8', rent: '12' })
})

test('a number that somebody typed is not given to another', async () => {
  const team = await Team.of('ann', 'bob', 'eve')
  await claims(team, 'ann', 'rent', '7')
  await claims(team, 'bob', 'cash', '7')
  await claims(team, 'eve', 'wages', '8')

  await team.meets(['eve', 'bob', 'ann'])

  expect(numbersAt(team, 'bob')).toEqual({ cash: '9?', rent: '7', wages: '8' })
})

test('deleting the entry that keeps a number moves no other one back', async () => {
  const team = await Team.of('ann', 'bob')
  await claims(team, 'ann', 'rent', '7')
  await claims(team, 'bob', 'cash', '7')
  await team.meets()
  const entry = { table: 'journal-entries', key: 'rent' }
  await team.does('ann', ({ copy, deed }) => copy.records.delete(entry, copy.records.read(entry).seen, deed))

  await team.meets()

  expect(numbersAt(team, 'bob')).toEqual({ cash: '8?', rent: '7' })
})

test('two who confirm different numbers for one entry are in conflict, like with any field', async () => {
  const team = await Team.of('ann', 'bob')
  await claims(team, 'ann', 'rent', '7')
  await team.meets()
  await claims(team, 'ann', 'rent', '8')
  await claims(team, 'bob', 'rent', '9')

  await team.meets()

  expect(
    team
      .member('ann')
      .copy.state.conflicts()
      .map(({ address }) => address),
  ).toEqual(['journal-entries/rent.number'])
})

test('a number that stands in a conflict is not given to another', async () => {
  const team = await Team.of('ann', 'bob')
  await claims(team, 'ann', 'wages', '1')
  await team.meets()
  await claims(team, 'ann', 'wages', '8')
  await claims(team, 'bob', 'wages', '2')
  await claims(team, 'ann', 'rent', '7')
  await claims(team, 'bob', 'cash', '7')

  await team.meets()

  expect(numbersAt(team, 'ann')).toEqual({ cash: '9?', rent: '7', wages: '2' })
})

test('a clock that is wrong by an hour changes who keeps a number, and not that both are shown with one', async () => {
  const team = await Team.of('ann', 'bob')
  team.member('bob').clockErrorMs = -3_600_000
  await claims(team, 'ann', 'rent', '7')
  await claims(team, 'bob', 'cash', '7')

  await team.meets()

  expect(numbersAt(team, 'ann')).toEqual({ cash: '7', rent: '8?' })
})

test('(row 26) a document made twice under one name is two, and both can be opened', async () => {
  const team = await Team.of('ann', 'bob')
  for (const name of ['ann', 'bob']) {
    const bytes = new TextEncoder().encode(name)
    await team.does(name, ({ copy, deed }) => copy.createDocument('Memo.txt', bytes, deed))
  }

  await team.meets(['bob', 'ann'])

  const documents = team.member('ann').copy.documents()
  expect(Object.fromEntries(documents.map(({ name, author }) => [author, name]))).toEqual({
    ann: 'Memo.txt',
    bob: 'Memo (2).txt',
  })
})

test('a file is laid anew under the name that an earlier claim left to it', async () => {
  const team = await Team.of('ann', 'bob')
  const bytes = (text: string) => new TextEncoder().encode(text)
  await team.does('ann', ({ copy, deed }) => copy.createDocument('memo.txt', bytes('of ann'), deed))
  await team.does('bob', ({ copy, deed }) => copy.createDocument('memo.txt', bytes('of bob'), deed))
  const { copy } = team.member('bob')
  expect(copy.checkOutDocuments()).toEqual([])
  await team.meets()
  const wanted = copy.carried.wanted()[0]
  copy.contents.putSource(sourceOfBytes(bytes('of ann')))
  copy.carried.arrived(wanted?.hash ?? '')

  expect(copy.checkOutDocuments()).toEqual([])

  const laid = copy.documents().map(({ name, author }) => [name, author])
  expect(laid).toEqual(
    expect.arrayContaining([
      ['memo.txt', 'ann'],
      ['memo (2).txt', 'bob'],
    ]),
  )
  expect(await copy.saveExternalEdits(team.member('bob').deed)).toEqual([])
})

test.each([
  ['7', '8'],
  ['99', '100'],
  ['AJE-09', 'AJE-10'],
  ['rent', 'rent (2)'],
  ['9007199254740993', '9007199254740994'],
])('after %s comes %s', (text, next) => {
  expect(nextNumber(text, 2)).toBe(next)
})

test.each([
  ['memo.txt', 'memo (2).txt'],
  ['a.b/memo', 'a.b/memo (2)'],
  ['.profile', '.profile (2)'],
])('a second %s is called %s', (name, next) => {
  expect(nextName(name, 2)).toBe(next)
})
