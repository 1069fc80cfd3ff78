import { expect, test } from 'vitest'

import { Desk } from './desk.ts'

const address = 'trial-balance/1010.amount'

const bothWroteApart = async (): Promise<Desk> => {
  const desk = await Desk.withTwoCopies()
  await desk.does(`field edit laptop-ann ${address} 4200`)
  await desk.does(`field edit laptop-bob ${address} 4300`)
  await desk.does('sync laptop-ann')
  await desk.does('sync laptop-bob')
  await desk.does('sync laptop-ann')
  return desk
}

test('values written apart are listed on both copies', async () => {
  const desk = await bothWroteApart()

  const [ann, bob] = [await desk.conflicts('laptop-ann'), await desk.conflicts('laptop-bob')]

  expect(ann).toEqual(bob)
  expect(ann).toMatchObject([
    {
      conflictId: address,
      path: address,
      values: [
        { value: 4300, author: 'bob', copy: 'laptop-bob' },
        { value: 4200, author: 'ann', copy: 'laptop-ann' },
      ],
    },
  ])
  expect(ann[0]?.shownValueId).toBe(ann[0]?.values[0]?.valueId)
})

test('a value taken on one copy is resolved on both', async () => {
  const desk = await bothWroteApart()
  const [conflict] = await desk.conflicts('laptop-ann')
  const annsValue = conflict?.values.find(({ author }) => author === 'ann')?.valueId ?? ''

  await desk.does(`conflict resolve laptop-ann ${address} --take ${annsValue}`)
  await desk.does('sync laptop-ann')
  await desk.does('sync laptop-bob')

  expect(await desk.conflicts('laptop-ann')).toEqual([])
  expect(await desk.conflicts('laptop-bob')).toEqual([])
  expect(await desk.json(`field show laptop-bob ${address}`)).toMatchObject({ value: 4200, conflict: false })
})

test('a value that arrived later keeps the conflict open', async () => {
  const desk = await bothWroteApart()
  const [conflict] = await desk.conflicts('laptop-ann')
  const annsValue = conflict?.values.find(({ author }) => author === 'ann')?.valueId ?? ''
  await desk.does('copy create ACME laptop-eve --user eve')
  await desk.does(`field edit laptop-eve ${address} 9999 --seen nothing`)
  await desk.does('sync laptop-eve')
  await desk.does('sync laptop-ann')

  const text = await desk.does(`conflict resolve laptop-ann ${address} --take ${annsValue}`)

  expect(text).toContain('STAYS OPEN')
  expect(text).toContain('9999, by eve in laptop-eve')
  const [left] = await desk.conflicts('laptop-ann')
  expect(left?.values.map(({ value }) => value)).toEqual([4200, 9999])
})

test('named values alone are resolved', async () => {
  const desk = await bothWroteApart()
  const [conflict] = await desk.conflicts('laptop-ann')
  const [bobs, anns] = conflict?.values.map(({ valueId }) => valueId) ?? []

  const text = await desk.does(`conflict resolve laptop-ann ${address} --take ${anns} --settles ${anns}`)
  expect(text).toContain('STAYS OPEN')

  const [open] = await desk.conflicts('laptop-ann')
  const taken = open?.values.find(({ author }) => author === 'ann')?.valueId
  const resolved = await desk.does(
    `conflict resolve laptop-ann ${address} --take ${taken} --settles ${taken},${bobs}`,
  )
  expect(resolved).toContain('resolved')
  expect(await desk.conflicts('laptop-ann')).toEqual([])
})

test('what was never listed is not resolved', async () => {
  const desk = await bothWroteApart()
  const { valueId } = await desk.json(`field show laptop-ann ${address}`)

  const answer = await desk.file('conflict', 'resolve', 'laptop-ann', address, '--take', String(valueId))

  expect(answer.code).toBe(2)
  expect(answer.err).toContain('has not been listed to ann yet')
  expect(await desk.conflicts('laptop-ann')).toHaveLength(1)
})

test('a value that is none is not taken', async () => {
  const desk = await bothWroteApart()
  await desk.conflicts('laptop-ann')

  expect((await desk.file('conflict', 'resolve', 'laptop-ann', address, '--take', 'nonsense')).code).toBe(2)
  expect(
    (await desk.file('conflict', 'resolve', 'laptop-ann', address, '--take', 'x', '--settles', 'y,z')).err,
  ).toContain('"y" is no value’s id'.replace('’', "'"))
})

test('writing into a conflict leaves the others', async () => {
  const desk = await bothWroteApart()

  const edited = await desk.json(`field edit laptop-ann ${address} 4444`)

  expect(edited).toMatchObject({ conflict: true, replaced: { value: 4300, author: 'bob' } })
  const [conflict] = await desk.conflicts('laptop-ann')
  expect(conflict?.values.map(({ value }) => value)).toEqual([4444, 4200])
})

test('the same value written apart is no conflict', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does(`field edit laptop-ann ${address} 4200`)
  await desk.does(`field edit laptop-bob ${address} 04200.00`)

  await desk.does('sync laptop-ann')
  await desk.does('sync laptop-bob')

  expect(await desk.conflicts('laptop-bob')).toEqual([])
})

test('different fields of one record both stand', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does(`field edit laptop-ann trial-balance/1010.amount 4200`)
  await desk.does(`field edit laptop-bob trial-balance/1010.name Cash`)
  await desk.does('sync laptop-ann')

  await desk.does('sync laptop-bob')

  expect(await desk.json('field show laptop-bob trial-balance/1010.amount')).toMatchObject({ value: 4200 })
  expect(await desk.json('field show laptop-bob trial-balance/1010.name')).toMatchObject({ value: 'Cash' })
  expect(await desk.conflicts('laptop-bob')).toEqual([])
})

test('a conflict is given to somebody with a deadline, and everybody sees whose it is (row 66)', async () => {
  const desk = await bothWroteApart()

  expect(await desk.does(`conflict assign laptop-ann ${address} --to bob --due 2999-12-31`)).toBe(
    `${address} is bob's to resolve, until 2999-12-31T23:59:59.999Z\n`,
  )
  for (const copy of ['laptop-ann', 'laptop-bob']) await desk.does(`sync ${copy}`)

  expect(await desk.does('conflict list laptop-bob')).toContain(
    "bob's to resolve, until 2999-12-31T23:59:59.999Z (given by ann)",
  )
  expect(await desk.json('status laptop-bob')).toMatchObject({ conflicts: 1, overdue: [] })
})

test('what is overdue is shown in status, until it is resolved (row 66)', async () => {
  const desk = await bothWroteApart()
  await desk.does(`conflict assign laptop-ann ${address} --to bob --due 2001-01-31`)
  await desk.does('sync laptop-ann')
  await desk.does('sync laptop-bob')

  expect(await desk.does('status laptop-bob')).toContain(
    `OVERDUE: ${address}, bob's to resolve until 2001-01-31`,
  )
  expect((await desk.json('status laptop-bob'))['overdue']).toMatchObject([{ owner: 'bob' }])
  const [conflict] = await desk.conflicts('laptop-bob')
  await desk.does(`conflict resolve laptop-bob ${address} --take ${conflict?.shownValueId}`)

  expect(await desk.json('status laptop-bob')).toMatchObject({ conflicts: 0, overdue: [] })
})

test.each([
  [`${address} --to bob --due tomorrow`, 'no day'],
  [`${address} --to bob --due 2026-02-30`, 'no day'],
  ['trial-balance/9999.amount --to bob', 'is not in conflict'],
  ['nonsense --to bob', 'is not in conflict'],
])('file assign laptop-ann %s is refused with the reason', async (words, reason) => {
  const desk = await bothWroteApart()

  const answer = await desk.file('conflict', 'assign', 'laptop-ann', ...words.split(' '))

  expect(answer).toMatchObject({ code: 2, err: expect.stringContaining(reason) })
})
