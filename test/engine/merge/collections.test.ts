import { expect, test } from 'vitest'

import { displayText, typedValue } from '../../../src/engine/event/value.ts'
import { Team } from './team.ts'

const tags = { table: 'documents', key: 'memo', field: 'tags' }
const hours = { table: 'budget', key: 'audit', field: 'hours' }

const adds = (team: Team, name: string, tag: string) =>
  team.does(name, ({ copy, deed }) => copy.records.collections.add(tags, typedValue(tag), deed))

const removes = (team: Team, name: string, tag: string) =>
  team.does(name, ({ copy, deed }) => copy.records.collections.remove(tags, typedValue(tag), deed))

const counts = (team: Team, name: string, by: number) =>
  team.does(name, ({ copy, deed }) => copy.records.collections.count(hours, by, deed))

const tagsAt = (team: Team, name: string): readonly string[] =>
  team.member(name).copy.state.collections.elements(tags.table, tags.key, tags.field).map(displayText)

const hoursAt = (team: Team, name: string): number =>
  team.member(name).copy.state.collections.total(hours.table, hours.key, hours.field)

test('what several people put into a set is all in it, each element once', async () => {
  const team = await Team.of('ann', 'bob')
  await adds(team, 'ann', 'tax')
  await adds(team, 'bob', 'tax')
  await adds(team, 'bob', 'open')

  await team.meets()

  expect(tagsAt(team, 'ann')).toEqual(['open', 'tax'])
})

test.each([
  ['the removal first', ['ann', 'bob', 'eve']],
  ['the addition first', ['bob', 'eve', 'ann']],
])('whoever adds an element again meanwhile keeps it in the set: %s', async (_, order) => {
  const team = await Team.of('ann', 'bob', 'eve')
  await adds(team, 'ann', 'tax')
  await team.meets()
  await removes(team, 'ann', 'tax')
  await adds(team, 'bob', 'tax')

  await team.meets(order)

  for (const name of order) expect(tagsAt(team, name)).toEqual(['tax'])
  expect(team.member('ann').copy.state.conflictCount).toBe(0)
})

test('what was removed with everything known of it is gone', async () => {
  const team = await Team.of('ann', 'bob')
  await adds(team, 'ann', 'tax')
  await adds(team, 'bob', 'tax')
  await team.meets()
  await removes(team, 'bob', 'tax')

  await team.meets()

  expect(tagsAt(team, 'ann')).toEqual([])
  expect(await removes(team, 'ann', 'tax')).toMatchObject({ kind: 'pointless' })
})

test('counts of several people add up, however often they are delivered', async () => {
  const team = await Team.of('ann', 'bob')
  await counts(team, 'ann', 5)
  await counts(team, 'bob', -2)
  await team.takes('ann', 'bob')
  await team.takes('ann', 'bob')
  await counts(team, 'ann', 1)

  await team.meets()
  await team.meets(['bob', 'ann'])

  expect([hoursAt(team, 'ann'), hoursAt(team, 'bob')]).toEqual([4, 4])
  expect(await counts(team, 'ann', 0.5)).toMatchObject({ kind: 'pointless' })
})

test('counting in a record that somebody deletes meanwhile keeps it', async () => {
  const team = await Team.of('ann', 'bob')
  await counts(team, 'ann', 5)
  await team.meets()
  const record = { table: 'budget', key: 'audit' }
  await team.does('ann', ({ copy, deed }) =>
    copy.records.delete(record, copy.records.read(record).seen, deed),
  )
  expect(team.member('ann').copy.records.read(record).life.kind).toBe('deleted')
  await counts(team, 'bob', 1)

  await team.meets()

  expect(team.member('ann').copy.records.read(record).life).toMatchObject({
    kind: 'kept',
    keptBy: [{ author: 'bob' }],
  })
})
