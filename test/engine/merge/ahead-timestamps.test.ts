import { describe, expect, test } from 'vitest'

import { nextTimestamp } from '../../../src/engine/event/hlc-timestamp.ts'
import { displayText } from '../../../src/engine/event/value.ts'
import { shownNumbers } from '../../../src/engine/merge/claims.ts'
import { Team } from './team.ts'

const address = 'trial-balance/1010.amount'
const hourMs = 3_600_000
const yearsMs = 70 * 365.25 * 24 * hourMs

const amountsAt = (team: Team, name: string): readonly string[] =>
  (team.member(name).copy.read('trial-balance', '1010', 'amount').register?.siblings ?? []).map(({ value }) =>
    displayText(value),
  )

/** Bob's clock is wrong, and he and Ann each write without having seen the other's; then everybody writes again. */
const withBobsClock = async (errorMs: number): Promise<Team> => {
  const team = await Team.of('ann', 'bob', 'eve')
  await team.types('ann', address, '1')
  await team.meets()
  team.member('bob').clockErrorMs = errorMs
  await team.types('bob', address, '3')
  await team.types('ann', address, '2')
  return team
}

test.each([
  ['an hour ahead', hourMs],
  ['seventy years ahead', yearsMs],
])(
  'a clock %s: its value is shown last on every copy, once somebody has refused its stamp',
  async (_, errorMs) => {
    const team = await withBobsClock(errorMs)
    await team.meets()
    expect(amountsAt(team, 'eve')).toEqual(['3', '2'])

    await team.types('eve', 'trial-balance/2020.amount', '5')
    await team.meets(['eve', 'bob', 'ann'])

    for (const name of ['ann', 'bob', 'eve']) expect(amountsAt(team, name)).toEqual(['2', '3'])
    expect(team.member('ann').copy.state.conflictCount).toBe(1)
  },
)

test.each([
  ['an hour behind', -hourMs],
  ['seventy years behind, which is before 1970', -yearsMs],
])('a clock %s: both values are listed, and the same one is shown everywhere', async (_, errorMs) => {
  const team = await withBobsClock(errorMs)

  await team.meets(['bob', 'eve', 'ann'])

  for (const name of ['ann', 'bob', 'eve']) expect(amountsAt(team, name)).toEqual(['2', '3'])
})

test('ten minutes ahead is adopted, and whoever writes next is later', async () => {
  const team = await withBobsClock(10 * 60_000)
  await team.meets()
  await team.types('eve', 'trial-balance/2020.amount', '5')
  await team.meets()

  expect(amountsAt(team, 'ann')).toEqual(['3', '2'])
  expect(team.member('ann').copy.state.refusedTimestamps()).toEqual([])
})

test('what a wrong clock wrote after it had seen the other value replaces it all the same', async () => {
  const team = await withBobsClock(-yearsMs)
  await team.meets()
  await team.types('bob', 'trial-balance/3030.amount', '7')
  await team.meets()
  await team.types('ann', 'trial-balance/3030.amount', '8')
  await team.meets()
  await team.types('bob', 'trial-balance/3030.amount', '9')

  await team.meets()

  const { siblings: heads = [] } =
    team.member('eve').copy.read('trial-balance', '3030', 'amount').register ?? {}
  expect(heads.map(({ value }) => displayText(value))).toEqual(['9'])
})

test('a clock that was set right again stamps rightly, and bears witness against its own past', async () => {
  const team = await withBobsClock(yearsMs)
  const bob = team.member('bob')
  bob.clockErrorMs = 0
  await team.types('bob', 'trial-balance/2020.amount', '5')

  await team.meets()

  expect(amountsAt(team, 'eve')).toEqual(['2', '3'])
  const { siblings: heads = [] } = bob.copy.read('trial-balance', '2020', 'amount').register ?? {}
  expect(new Date(heads[0]?.timestamp.ms ?? 0).getUTCFullYear()).toBe(2026)
})

test('everything that a clock wrote while it was ahead is shown last', async () => {
  const team = await withBobsClock(yearsMs)
  await team.types('bob', 'trial-balance/2020.amount', '30')
  await team.types('ann', 'trial-balance/2020.amount', '20')
  await team.takes('eve', 'bob')
  await team.types('eve', 'trial-balance/3030.amount', '5')

  await team.meets()

  expect(amountsAt(team, 'ann')).toEqual(['2', '3'])
  const { siblings: heads = [] } =
    team.member('ann').copy.read('trial-balance', '2020', 'amount').register ?? {}
  expect(heads.map(({ value }) => displayText(value))).toEqual(['20', '30'])
})

test('a document’s name that a clock ahead claimed goes to the one that was made later', async () => {
  const team = await Team.of('ann', 'bob', 'eve')
  const makes = (name: string) =>
    team.does(name, ({ copy, deed }) => copy.createDocument('memo.txt', new TextEncoder().encode(name), deed))
  const namesAt = (name: string) =>
    Object.fromEntries(
      team
        .member(name)
        .copy.documents()
        .map((one) => [one.author, one.name]),
    )
  team.member('bob').clockErrorMs = 20 * 60_000
  await makes('bob')
  await team.takes('eve', 'bob')
  await team.types('eve', address, '5')
  team.waits(25)
  await makes('ann')
  await team.takes('ann', 'bob')
  expect(namesAt('ann')).toEqual({ ann: 'memo (2).txt', bob: 'memo.txt' })

  await team.takes('ann', 'eve')

  expect(namesAt('ann')).toEqual({ ann: 'memo.txt', bob: 'memo (2).txt' })
})

test('a number claimed by a clock that is ahead goes to the other who claims it', async () => {
  const team = await Team.of('ann', 'bob', 'eve')
  team.member('bob').clockErrorMs = yearsMs
  const claim = (name: string, key: string) =>
    team.does(name, ({ copy, deed }) =>
      copy.records.claim({ table: 'entries', key, field: 'number' }, '7', 'nothing', deed),
    )
  await claim('bob', 'cash')
  await team.meets()
  await claim('eve', 'rent')

  await team.meets()

  for (const name of ['ann', 'bob', 'eve']) {
    const numbers = shownNumbers(team.member(name).copy.state, 'entries', 'number')
    expect([numbers.get('rent')?.shown, numbers.get('cash')?.shown]).toEqual(['7', '8'])
  }
})

describe('the next stamp', () => {
  test.each([
    ['a clock that goes on', { ms: 5, count: 3 }, 6, { ms: 6, count: 0 }],
    ['a clock that stands', { ms: 5, count: 3 }, 5, { ms: 5, count: 4 }],
    ['a clock a little behind what was adopted', { ms: 900_005, count: 0 }, 5, { ms: 900_005, count: 1 }],
    ['a clock far behind what was stamped here', { ms: 900_006, count: 0 }, 5, { ms: 5, count: 0 }],
    ['a clock before 1970', { ms: 0, count: 0 }, -5, { ms: 0, count: 1 }],
  ])('of %s', (_, latest, nowMs, next) => {
    expect(nextTimestamp(latest, nowMs)).toEqual(next)
  })
})
