import { expect, test } from 'vitest'

import { shownAt } from '../replica/team.ts'
import { Field } from '../replication/link/field.ts'

test('a copy that leaves hands over all of its work first, and writes nothing more (row 32)', async () => {
  const field = await Field.with('ann')
  await field.writes('ann', '1010', 5)

  expect(await field.leaves('ann', 'office')).toEqual({ kind: 'left' })

  await field.isServed('office')
  expect(shownAt(field.copy('office'), '1010')).toBe('n5')
  const { line: logId } = field.copy('ann').identity
  expect(field.copy('office').state.hierarchy.leaving(logId)).toMatchObject({ stage: 'left' })
  expect(field.copy('ann').closed).toMatchObject({ reason: 'left' })
})

test('a copy does not leave a parent that cannot prove that it has everything', async () => {
  const field = await Field.with('ann')
  await field.writes('ann', '1010', 5)
  await field.syncs('ann', 'office')
  const { line: logId } = field.copy('ann').identity
  const folder = `.shakedown/ranges/${logId}`
  const lost = field
    .disk('office')
    .list(folder)
    .filter((name) => name.startsWith('1-2.'))
  for (const name of lost) field.disk('office').remove(`${folder}/${name}`)

  expect(await field.leaves('ann', 'office')).toMatchObject({ kind: 'waits', isLeaving: true })

  expect(field.copy('ann').state.hierarchy.leaving(logId)).toMatchObject({ stage: 'leaving' })
})

test('a copy does not leave while others hang under it', async () => {
  const field = await Field.with('ann', 'bob<ann')
  await field.syncs('bob', 'ann')

  expect(await field.leaves('ann', 'office')).toMatchObject({
    kind: 'waits',
    isLeaving: false,
    detail: expect.stringContaining('bob'),
  })
  await field.connects('bob', 'office')
  expect(await field.leaves('ann', 'office')).toEqual({ kind: 'left' })
})

test('a copy does not leave towards one that has left', async () => {
  const field = await Field.with('ann', 'bob')
  await field.connects('bob', 'ann')
  await field.connects('bob', 'office')
  await field.syncs('ann', 'office')
  await field.leaves('ann', 'office')

  expect(await field.leaves('bob', 'ann')).toMatchObject({
    kind: 'waits',
    detail: expect.stringContaining('has left'),
  })
})

const bothLeave: Record<string, (field: Field) => Promise<void>> = {
  'at one moment': async (field) => {
    await Promise.all([field.leaves('ann', 'bob'), field.leaves('bob', 'ann')])
  },
  'ann first': async (field) => {
    await field.leaves('ann', 'bob')
    await field.leaves('bob', 'ann')
  },
  'bob first': async (field) => {
    await field.leaves('bob', 'ann')
    await field.leaves('ann', 'bob')
  },
  'having said so before either looked': async (field) => {
    const [ann, bob] = [field.copy('ann'), field.copy('bob')]
    await ann.lifecycle.leave(bob.identity.line, { author: 'ann', note: '' })
    await bob.lifecycle.leave(ann.identity.line, { author: 'bob', note: '' })
    for (const name of ['ann', 'bob']) await field.isServed(name)
    for (const [name, to] of [
      ['ann', 'bob'],
      ['bob', 'ann'],
      ['ann', 'bob'],
      ['bob', 'ann'],
    ] as const)
      await field.leaves(name, to)
  },
}

test.each(Object.keys(bothLeave))(
  'two copies that leave towards each other lose nothing: %s',
  async (how) => {
    const field = await Field.with('ann', 'bob')
    await field.writes('ann', '1010', 1)
    await field.writes('bob', '2020', 2)

    await bothLeave[how]?.(field)

    const staying = ['ann', 'bob'].filter((name) => field.copy(name).closed?.reason !== 'left')
    expect(staying.length).toBeGreaterThan(0)
    for (const name of staying) {
      await field.isServed(name)
      expect([shownAt(field.copy(name), '1010'), shownAt(field.copy(name), '2020')]).toEqual(['n1', 'n2'])
    }
  },
)

test('of two that found each other leaving the smaller id stays, and the greater one goes', async () => {
  const field = await Field.with('ann', 'bob')
  const [ann, bob] = [field.copy('ann'), field.copy('bob')]
  expect(ann.identity.line < bob.identity.line).toBe(true)

  await bothLeave['having said so before either looked']?.(field)

  expect(ann.closed).toBeNull()
  expect(bob.closed).toMatchObject({ reason: 'left' })
})

test('what ended is ended after a restart, too', async () => {
  const field = await Field.with('ann')
  await field.leaves('ann', 'office')

  expect(field.reopen('ann').closed).toMatchObject({ reason: 'left' })
})
