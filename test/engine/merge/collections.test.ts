import { expect, test } from 'vitest'

import type { CollectionOp } from '../../../src/engine/event/collection-op.ts'
import { displayText, typedValue } from '../../../src/engine/event/value.ts'
import { type Dot, dotText } from '../../../src/engine/identifier/log-id.ts'
import { Collections } from '../../../src/engine/merge/collections.ts'
import { logOf, type Person } from './fold.ts'
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

const dotOf = (person: Person, seq = 1): Dot => ({ log: logOf(person), seq })

const applied = (
  collections: Collections,
  person: Person,
  op: CollectionOp,
  { seq = 1, takenFrom = null }: { seq?: number; takenFrom?: string | null } = {},
): void => {
  const event = { timestamp: { ms: 1000, count: 0 }, author: person, note: '', deps: [], ops: [op] }
  collections.apply(dotOf(person, seq), event, op, takenFrom)
}

const adding = (tag: string): CollectionOp => ({ kind: 'add', ...tags, element: typedValue(tag) })

const shownIn = (collections: Collections): readonly string[] =>
  collections.elements(tags.table, tags.key, tags.field).map(displayText)

test.each([
  ['ann first', ['ann', 'bob'] as const],
  ['bob first', ['bob', 'ann'] as const],
])('a count that two people take over from rescue counts once, as the first log’s: %s', (_, order) => {
  const collections = new Collections()
  for (const person of order)
    applied(collections, person, { kind: 'count', ...hours, by: 5 }, { takenFrom: 'gone 3#0' })

  expect(collections.total(hours.table, hours.key, hours.field)).toBe(5)
  expect(collections.ofRecord(hours.table, hours.key)).toMatchObject([{ author: 'ann', sum: 5 }])
})

test('an element that one event adds twice is held once', () => {
  const collections = new Collections()
  applied(collections, 'ann', adding('tax'))
  applied(collections, 'ann', adding('tax'))

  expect(collections.added(tags.table, tags.key, tags.field)).toHaveLength(1)
})

test('removing an element leaves another one that the same event added', () => {
  const collections = new Collections()
  applied(collections, 'ann', adding('tax'))
  applied(collections, 'ann', adding('open'))

  applied(collections, 'bob', { ...tags, kind: 'remove', element: typedValue('tax'), covers: [dotOf('ann')] })

  expect(shownIn(collections)).toEqual(['open'])
})

test.each([
  ['ann first', ['ann', 'bob', 'eve'] as const],
  ['eve first', ['eve', 'bob', 'ann'] as const],
])('elements are held in one order: %s', (_, order) => {
  const collections = new Collections()
  for (const person of order) applied(collections, person, adding(`by ${person}`))

  expect(shownIn(collections)).toEqual(['by ann', 'by bob', 'by eve'])
  expect(collections.added(tags.table, tags.key, tags.field).map(({ author }) => author)).toEqual([
    'ann',
    'bob',
    'eve',
  ])
})

const filled = (): Collections => {
  const collections = new Collections()
  applied(collections, 'ann', adding('tax'))
  applied(collections, 'bob', { kind: 'count', ...hours, by: 2 })
  applied(collections, 'ann', { kind: 'count', ...hours, by: 3 }, { seq: 2 })
  return collections
}

test('the state’s text names each element with its author, and the sum of each log', () => {
  expect(filled().texts()).toEqual([
    `budget/audit.hours\tholds \tcounts ${logOf('ann')} 3\t${logOf('bob')} 2`,
    `documents/memo.tags\tholds ${dotText(dotOf('ann'))}="ttax" by ann\tcounts `,
  ])
})

test('collections made from the parts of others hold the same', () => {
  expect(new Collections(filled().parts()).texts()).toEqual(filled().texts())
})
