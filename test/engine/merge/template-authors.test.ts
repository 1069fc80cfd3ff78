import { expect, test } from 'vitest'

import { displayText, typedValue } from '../../../src/engine/event/value.ts'
import { dotText } from '../../../src/engine/identifier/log-id.ts'
import { writeOf } from '../../../src/engine/replica/register-address.ts'
import type { Choice } from '../../../src/engine/replica/register-writer.ts'
import { Team } from './team.ts'

const place = { table: 'checklist', key: '4', field: 'question' }
const address = 'checklist/4.question'

const updates = (team: Team, name: string, text: string) =>
  team.does(name, ({ copy, deed }) =>
    copy.records.writeTemplate(place, typedValue(text), copy.read('checklist', '4', 'question').seen, deed),
  )

const shownAt = (team: Team, name: string): readonly string[] =>
  (team.member(name).copy.read('checklist', '4', 'question').register?.siblings ?? []).map(({ value }) =>
    displayText(value),
  )

const names = (team: Team, name: string, user: string) =>
  team.does(name, ({ copy, deed }) => copy.records.nameTemplateAuthor(user, deed))

const withQuestion = async (): Promise<Team> => {
  const team = await Team.of('ann', 'bob', 'eve')
  await team.types('ann', address, 'old')
  await team.meets()
  return team
}

test.each([
  ['the update first', ['ann', 'bob', 'eve']],
  ['the edit first', ['bob', 'eve', 'ann']],
])(
  '(row 22) a template update is shown before a later concurrent edit, which stays listed: %s',
  async (_, order) => {
    const team = await withQuestion()
    await updates(team, 'ann', 'of the template')
    await team.types('bob', address, 'of bob')

    await team.meets(order)

    for (const name of order) expect(shownAt(team, name)).toEqual(['of the template', 'of bob'])
    expect(team.member('eve').copy.state.conflictCount).toBe(1)
  },
)

test('who may not write to the template is told so, and nothing is written', async () => {
  const team = await withQuestion()

  expect(await updates(team, 'bob', 'of bob')).toMatchObject({ kind: 'not-allowed' })
  expect(await names(team, 'bob', 'bob')).toMatchObject({ kind: 'not-allowed' })
  expect(shownAt(team, 'bob')).toEqual(['old'])
})

test('a template op whose author may not write one counts like any other write, on every copy', async () => {
  const team = await withQuestion()
  await forges(team, 'bob')
  await team.types('eve', address, 'of eve')

  await team.meets()

  for (const name of ['ann', 'bob', 'eve']) expect(shownAt(team, name)[0]).toBe('of eve')
})

test('being named later makes earlier template writes count, in whichever order it is learned', async () => {
  const team = await withQuestion()
  await forges(team, 'bob')
  await team.types('eve', address, 'of eve')
  await names(team, 'ann', 'bob')

  await team.meets(['eve', 'bob', 'ann'])

  for (const name of ['ann', 'bob', 'eve']) expect(shownAt(team, name)).toEqual(['of bob', 'of eve'])
})

test('who was named may name others', async () => {
  const team = await withQuestion()
  await names(team, 'ann', 'bob')
  await team.meets()
  expect(await names(team, 'bob', 'eve')).toMatchObject({ kind: 'acknowledged' })
  await team.meets()

  expect(await updates(team, 'eve', 'of eve')).toMatchObject({ kind: 'acknowledged' })
})

test('a person may settle the conflict against the template', async () => {
  const team = await withQuestion()
  await updates(team, 'ann', 'of the template')
  await team.types('bob', address, 'of bob')
  await team.meets()
  await team.does('eve', ({ copy, deed }) => copy.resolve(taking(team, 'eve', 'of bob'), deed))

  await team.meets()

  expect(shownAt(team, 'ann')).toEqual(['of bob'])
})

test('settling a conflict is no template write, though a template author does it', async () => {
  const team = await withQuestion()
  await names(team, 'ann', 'eve')
  await team.types('bob', address, 'of bob')
  await updates(team, 'ann', 'of the template')
  await team.takes('eve', 'bob')
  await team.takes('eve', 'ann')
  await team.does('eve', ({ copy, deed }) => copy.resolve(taking(team, 'eve', 'of bob'), deed))
  await team.types('bob', address, 'of bob again')

  await team.meets()

  expect(shownAt(team, 'ann')).toEqual(['of bob again', 'of bob'])
})

const taking = (team: Team, name: string, text: string): Choice => {
  const heads = team.member(name).copy.read('checklist', '4', 'question').register?.siblings ?? []
  const taken = heads.find(({ value }) => displayText(value) === text)
  return {
    ...place,
    take: taken ? dotText(taken.dot) : '',
    resolves: heads.map(({ dot }) => dotText(dot)),
  }
}

/** As an engine does it that asks nobody: the desk would refuse, and the fold must not be fooled. */
const forges = (team: Team, name: string): Promise<void> => {
  const { register } = team.member(name).copy.read('checklist', '4', 'question')
  const supersedes = register?.siblings.map(({ dot }) => dot) ?? []
  const op = writeOf(place, typedValue(`of ${name}`), supersedes)
  return team.brings(name, name, [{ ...op, merge: 'template' }])
}
