import { expect, test } from 'vitest'

import { Desk } from './desk.ts'

const address = 'trial-balance/1010.amount'

test('an edit without a token prints what it replaces', async () => {
  const desk = await Desk.withTwoCopies()
  const first = await desk.json(`field edit laptop-ann ${address} 4200`)

  const text = await desk.does(`field edit laptop-ann ${address} 4300`)

  expect(first).toMatchObject({ path: address, value: 4200, replaced: null, conflict: false })
  expect(text).toContain('replaces 4200, by ann in laptop-ann')
  expect(await desk.json(`field show laptop-ann ${address}`)).toMatchObject({ value: 4300, conflict: false })
})

test('a stale token makes a conflict and overwrites nothing', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does(`field edit laptop-ann ${address} 1`)
  const { seen } = await desk.json(`field show laptop-ann ${address}`)
  await desk.does(`field edit laptop-ann ${address} 2`)

  const edited = await desk.json(`field edit laptop-ann ${address} 3 --seen ${String(seen)}`)

  expect(edited).toMatchObject({ value: 3, conflict: true })
  const [conflict] = await desk.conflicts('laptop-ann')
  expect(conflict?.values.map(({ value }) => value)).toEqual([3, 2])
})

test('a fresh token replaces what it shows', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does(`field edit laptop-ann ${address} 1`)
  const { seen } = await desk.json(`field show laptop-ann ${address}`)

  const edited = await desk.json(`field edit laptop-ann ${address} 2 --seen ${String(seen)}`)

  expect(edited).toMatchObject({ conflict: false, replaced: { value: 1 } })
})

test.each(['nonsense', '0123456789abcdef.1', 'a.1+b.2'])('the token %s writes nothing', async (token) => {
  const desk = await Desk.withTwoCopies()

  const answer = await desk.file('field', 'edit', 'laptop-ann', address, '5', '--seen', token)

  expect(answer.code).toBe(2)
  expect(answer.err).toContain('Nothing was written')
  expect(await desk.json(`field show laptop-ann ${address}`)).toMatchObject({ value: null, seen: 'nothing' })
})

test.each([
  ['4200', 4200],
  ['-5', -5],
  ['+0042.50', 42.5],
  ['0.1', 0.1],
  ['12345678901234567890', '12345678901234567890'],
  ['0.12345678901234567890123', '0.12345678901234567890123'],
  ['four', 'four'],
])('%s is shown in JSON as it can be held', async (typed, shown) => {
  const desk = new Desk()
  await desk.does('create ACME')

  await desk.does(`field edit ACME ${address} ${typed}`)

  expect((await desk.json(`field show ACME ${address}`))['value']).toBe(shown)
})

test('what is shown names its author, copy and time', async () => {
  const desk = await Desk.withTwoCopies()
  const { valueId } = await desk.json(`field edit laptop-ann ${address} 4200`)

  const shown = await desk.json(`field show laptop-ann ${address}`)

  expect(shown).toMatchObject({ path: address, valueId, seen: valueId, author: 'ann', copy: 'laptop-ann' })
  expect(String(shown['writtenAt'])).toMatch(/^20\d\d-.*Z$/)
})

test.each(['nothing', 'a/b', 'a.b', '/a.b', 'a/.b'])('"%s" is no address', async (path) => {
  const desk = new Desk()
  await desk.does('create ACME')

  expect((await desk.file('field', 'show', 'ACME', path)).code).toBe(2)
  expect((await desk.file('field', 'edit', 'ACME', path, '1')).code).toBe(2)
})

test('a document is not edited as a field', async () => {
  const desk = new Desk()
  await desk.does('create ACME')

  const answer = await desk.file('field', 'edit', 'ACME', 'documents/x.name', '../../out')

  expect(answer.code).toBe(2)
  expect(answer.err).toContain('save its file in the working folder')
})
