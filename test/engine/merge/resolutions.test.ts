import { expect, test } from 'vitest'

import { displayText } from '../../../src/engine/event/value.ts'
import { dotText } from '../../../src/engine/identifier/log-id.ts'
import { Team } from './team.ts'

const place = { table: 'trial-balance', key: '1010', field: 'amount' }
const address = 'trial-balance/1010.amount'

const siblingsAt = (team: Team, name: string) =>
  team.member(name).copy.read(place.table, place.key, place.field).register?.siblings ?? []

const amountsAt = (team: Team, name: string): readonly string[] =>
  siblingsAt(team, name).map(({ value }) => displayText(value))

/** Takes a value, and settles all that this copy lists at the time. */
const settles = (team: Team, name: string, amount: string) =>
  team.does(name, ({ copy, deed }) => {
    const siblings = siblingsAt(team, name)
    const taken = siblings.find(({ value }) => displayText(value) === amount)
    const choice = {
      take: taken ? dotText(taken.dot) : '',
      resolves: siblings.map(({ dot }) => dotText(dot)),
    }
    return copy.resolve({ ...place, ...choice }, deed)
  })

const inConflict = async (): Promise<Team> => {
  const team = await Team.of('ann', 'bob', 'eve')
  await team.types('ann', address, '1')
  await team.types('bob', address, '2')
  await team.meets()
  return team
}

const orders = [
  ['ann first', ['ann', 'bob', 'eve']],
  ['bob first', ['bob', 'eve', 'ann']],
  ['eve first', ['eve', 'bob', 'ann']],
] as const

test.each(orders)('(row 19) two who settle it differently are in conflict again: %s', async (_, order) => {
  const team = await inConflict()
  await settles(team, 'ann', '1')
  await settles(team, 'bob', '2')

  await team.meets(order)

  for (const name of order) {
    expect(amountsAt(team, name)).toEqual(['2', '1'])
    expect(team.member(name).copy.state.conflictCount).toBe(1)
  }
})

test.each(orders)('(row 19) a new value against a settlement is a conflict again: %s', async (_, order) => {
  const team = await inConflict()
  await settles(team, 'ann', '1')
  await team.types('eve', address, '3')

  await team.meets(order)

  for (const name of order) expect(amountsAt(team, name)).toEqual(['3', '1'])
})

test('(row 19) whoever has seen the settlement finds nothing left to settle', async () => {
  const team = await inConflict()
  await settles(team, 'ann', '1')
  await team.meets()

  expect(await settles(team, 'bob', '2')).toMatchObject({ kind: 'no-conflict' })
  await team.meets()
  expect(amountsAt(team, 'ann')).toEqual(['1'])
})

test.each(orders)('(row 19) two who settle it alike agree, and both are named: %s', async (_, order) => {
  const team = await inConflict()
  await settles(team, 'ann', '1')
  await settles(team, 'bob', '1')

  await team.meets(order)

  for (const name of order) {
    expect(siblingsAt(team, name).map(({ author }) => author)).toEqual(['bob', 'ann'])
    expect(team.member(name).copy.state.conflictCount).toBe(0)
  }
})

test.each(orders)(
  '(row 20) the same value from several people is one, with "also by": %s',
  async (_, order) => {
    const team = await Team.of('ann', 'bob', 'eve')
    await team.types('ann', address, '4200.50')
    await team.types('bob', address, '4200.5')

    await team.meets(order)

    for (const name of order) {
      expect(siblingsAt(team, name).map(({ author }) => author)).toEqual(['bob', 'ann'])
      expect(team.member(name).copy.state.conflictCount).toBe(0)
    }
  },
)

test('(row 20) whoever writes over a value that several people wrote replaces it for all of them', async () => {
  const team = await Team.of('ann', 'bob', 'eve')
  await team.types('ann', address, '5')
  await team.types('bob', address, '5')
  await team.meets()
  await team.types('eve', address, '6')

  await team.meets()

  expect(amountsAt(team, 'ann')).toEqual(['6'])
})

test.each(orders)('different fields of one record both stand: %s (rows 6 and 21)', async (_, order) => {
  const team = await inConflict()
  await settles(team, 'eve', '2')
  await team.meets()
  await team.types('ann', 'trial-balance/1010.name', 'Cash')
  await team.types('bob', address, '7')

  await team.meets(order)

  for (const name of order) {
    expect(amountsAt(team, name)).toEqual(['7'])
    expect(team.member(name).copy.read('trial-balance', '1010', 'name').register?.siblings).toHaveLength(1)
    expect(team.member(name).copy.state.conflictCount).toBe(0)
  }
})

test.each(orders)(
  '(row 17) of a document saved twice, the loser stays and can be promoted: %s',
  async (_, order) => {
    const team = await Team.of('ann', 'bob', 'eve')
    const bytes = (text: string) => new TextEncoder().encode(text)
    const made = await team.does('ann', ({ copy, deed }) =>
      copy.createDocument('memo.txt', bytes('one'), deed),
    )
    const documentId = 'documentId' in made ? made.documentId : ''
    await team.meets()
    for (const name of ['ann', 'bob']) {
      await team.does(name, ({ copy, deed }) =>
        copy.saveDocument(documentId, bytes(`by ${name}`), copy.document(documentId)?.seen ?? '', deed),
      )
    }
    await team.meets(order)
    expect(team.member('eve').copy.document(documentId)).toMatchObject({ author: 'bob', inConflict: true })

    const content = { table: 'documents', key: documentId, field: 'content' }
    const siblings = team.member('eve').copy.read('documents', documentId, 'content').register?.siblings ?? []
    const lost = siblings.find(({ author }) => author === 'ann')
    const choice = { take: lost ? dotText(lost.dot) : '', resolves: siblings.map(({ dot }) => dotText(dot)) }
    await team.does('eve', ({ copy, deed }) => copy.resolve({ ...content, ...choice }, deed))
    await team.meets(order)

    for (const name of order) {
      const shown = team.member(name).copy.document(documentId)
      expect(shown).toMatchObject({ sizeBytes: bytes('by ann').length, inConflict: false })
    }
  },
)
