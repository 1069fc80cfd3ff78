import { expect, test } from 'vitest'

import { shownAt } from '../../replica/team.ts'
import { Field } from './field.ts'

/** Ann is the peer parent, eve her stand-in while she was away; everybody has work that nobody else has. */
const inTheField = async (): Promise<Field> => {
  const field = await Field.with('ann', 'bob<ann', 'eve<ann', 'dan<ann')
  for (const [index, name] of everybody.entries()) await field.writes(name, `early-${name}`, index)
  await field.connects('bob', 'eve')
  await field.connects('dan', 'eve')
  for (const [index, name] of everybody.entries()) {
    await field.writes(name, `own-${name}`, index)
    await field.writes(name, 'shared', 10 + index)
  }
  return field
}

const everybody = ['ann', 'bob', 'eve', 'dan'] as const

/** Each step of an ending; what has to wait for another one says so, and is tried again later. */
const steps: Record<string, (field: Field) => Promise<boolean>> = {
  'bob leaves through eve': async (field) => hasLeft(field, 'bob', 'eve'),
  'dan goes home to the office': async (field) => {
    await field.connects('dan', 'office')
    return hasLeft(field, 'dan', 'office')
  },
  'the stand-in ends': async (field) => {
    await field.connects('eve', 'ann')
    return hasLeft(field, 'eve', 'ann')
  },
  'ann comes home': async (field) => {
    await field.connects('ann', 'office')
    return true
  },
  'ann leaves': async (field) => hasLeft(field, 'ann', 'office'),
}

const hasLeft = async (field: Field, name: string, to: string): Promise<boolean> => {
  const outcome = await field.leaves(name, to)
  if (outcome.kind === 'waits' && outcome.detail.includes('has left')) return hasLeft(field, name, 'office')
  return outcome.kind === 'left'
}

const ordersOf = (names: readonly string[]): readonly (readonly string[])[] =>
  names.length === 0
    ? [[]]
    : names.flatMap((name) =>
        ordersOf(names.filter((other) => other !== name)).map((rest) => [name, ...rest]),
      )

/** What the office shows at last, without the order in which that came about. */
const endedIn = async (order: readonly string[]): Promise<string> => {
  const field = await inTheField()
  let left = order
  for (let round = 0; left.length > 0 && round < 9; round += 1) {
    const waiting: string[] = []
    for (const name of left) if (!(await steps[name]?.(field))) waiting.push(name)
    left = waiting
  }
  await field.isServed('office')
  expect(left).toEqual([])
  return pictureOf(field)
}

const pictureOf = (field: Field): string => {
  const { state } = field.copy('office')
  const values = state
    .registers()
    .map(
      ({ address, siblings: versions }) =>
        `${address} ${versions.map(({ canonical, author }) => `${canonical} ${author}`).join(', ')}`,
    )
  const copies = state
    .registrations()
    .map(({ log: logId, copyName }) => `${copyName} ${state.hierarchy.leaving(logId)?.stage ?? 'live'}`)
  return [...values.sort(), ...copies.sort()].join('\n')
}

test('a peer session ends in the same state in whatever order it is ended (rows 45 and 47)', async () => {
  const orders = ordersOf(Object.keys(steps))
  expect(orders).toHaveLength(120)

  const ends = new Set<string>()
  for (const order of orders) ends.add(await endedIn(order))

  expect([...ends]).toHaveLength(1)
  const [end = ''] = ends
  for (const [index, name] of everybody.entries()) {
    expect(end).toContain(`tb/early-${name}.amount n${index} ${name}`)
    expect(end).toContain(`tb/own-${name}.amount n${index} ${name}`)
    expect(end).toContain(`n${10 + index} ${name}`)
    expect(end).toContain(`${name} left`)
  }
})

test('a temporary parent takes over, and the returned one and it reconcile without duplicates (row 46, S8)', async () => {
  const field = await Field.with('ann', 'bob<ann', 'eve<ann')
  await field.connects('bob', 'eve')
  await field.writes('bob', '1010', 1)
  await field.syncs('bob', 'eve')
  await field.writes('ann', '2020', 2)

  await field.connects('bob', 'ann')
  await field.syncs('eve', 'ann')
  await field.syncs('bob', 'ann')

  for (const name of ['ann', 'bob', 'eve']) {
    expect(field.copy(name).canonicalState()).toBe(field.copy('ann').canonicalState())
    expect(shownAt(field.copy(name), '1010')).toBe('n1')
    expect(shownAt(field.copy(name), '2020')).toBe('n2')
  }
})

test('everyone knows where a copy hangs, and that a temporary parent is none (rows 1 and 46)', async () => {
  const field = await Field.with('ann', 'bob<ann', 'eve<bob')
  const [ann, bob, office] = ['ann', 'bob', 'office'].map((name) => field.copy(name).identity.line)

  await field.connects('eve', 'ann')
  await field.syncs('ann', 'office')

  const { line: logId } = field.copy('eve').identity
  const known = () => field.copy('office').state.hierarchy.registration(logId)
  expect(known()).toMatchObject({ parent: bob, hangsUnder: ann })

  const eve = field.copy('eve')
  await eve.lifecycle.hang(office ?? null, false, { author: 'eve', note: '' })
  await field.syncs('eve', 'office')
  expect(known()).toMatchObject({ parent: office, hangsUnder: office })
})
