import { expect, test } from 'vitest'

import { brokenReferences } from '../../../src/engine/merge/broken-references.ts'
import { Team } from './team.ts'

const code = { table: 'tax-codes', key: 'V19' }
const entryCode = { table: 'journal-entries', key: '7', field: 'tax-code' }

const brokenAt = (team: Team, name: string) =>
  brokenReferences(team.member(name).copy.state).map(({ register, key, deletedBy }) => [
    register.address,
    key,
    deletedBy.map(({ author }) => author),
  ])

const refers = (team: Team, name: string, to = code) =>
  team.does(name, ({ copy, deed }) => {
    const { table, key, field } = entryCode
    return copy.records.refer(entryCode, to, copy.read(table, key, field).seen, deed)
  })

/** Ann deletes a tax code while Bob makes an entry that uses it. */
const withBrokenReference = async (order: readonly string[]): Promise<Team> => {
  const team = await Team.of('ann', 'bob')
  await team.types('ann', 'tax-codes/V19.rate', '19')
  await team.meets()
  await team.does('ann', ({ copy, deed }) => copy.records.delete(code, copy.records.read(code).seen, deed))
  await refers(team, 'bob')
  await team.meets(order)
  return team
}

test.each([
  ['the deletion first', ['ann', 'bob']],
  ['the entry first', ['bob', 'ann']],
])('(row 25) an entry that uses a deleted code is listed with who deleted it: %s', async (_, order) => {
  const team = await withBrokenReference(order)

  for (const name of order) {
    expect(brokenAt(team, name)).toEqual([['journal-entries/7.tax-code', 'V19', ['ann']]])
  }
})

test('(row 25) restoring the code mends the entry', async () => {
  const team = await withBrokenReference(['ann', 'bob'])
  await team.does('bob', ({ copy, deed }) => copy.records.restore(code, copy.records.read(code).seen, deed))

  await team.meets()

  expect(brokenAt(team, 'ann')).toEqual([])
})

test('referring to another code mends it too, and a deleted entry refers to nothing', async () => {
  const team = await withBrokenReference(['ann', 'bob'])
  await refers(team, 'bob', { table: 'tax-codes', key: 'V7' })
  expect(brokenAt(team, 'bob')).toEqual([['journal-entries/7.tax-code', 'V7', []]])
  await team.types('bob', 'tax-codes/V7.rate', '7')
  expect(brokenAt(team, 'bob')).toEqual([])

  await refers(team, 'ann')
  const entry = { table: 'journal-entries', key: '7' }
  await team.does('ann', ({ copy, deed }) => copy.records.delete(entry, copy.records.read(entry).seen, deed))

  expect(brokenAt(team, 'ann')).toEqual([])
})
