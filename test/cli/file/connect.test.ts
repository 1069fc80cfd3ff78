import { renameSync } from 'node:fs'

import { expect, test } from 'vitest'

import { Desk } from './desk.ts'

const address = 'trial-balance/1010.amount'

test('a peer hands on what the parent has not', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does(`field edit laptop-ann ${address} 4200`)

  await desk.does('connect laptop-bob laptop-ann')

  expect(await desk.json(`field show laptop-bob ${address}`)).toMatchObject({ value: 4200, author: 'ann' })
  expect(await desk.json(`field show ACME ${address}`)).toMatchObject({ value: null })
})

test('the status names the peer and its visitor (row 12)', async () => {
  const desk = await Desk.withTwoCopies()

  await desk.does('connect laptop-bob laptop-ann')

  expect(await desk.json('status laptop-bob')).toMatchObject({
    link: { name: 'laptop-ann', through: 'peer', state: 'reachable' },
    unsent: 0,
  })
  const { serving } = await desk.json('status laptop-ann')
  expect(serving).toMatchObject([{ copyName: 'laptop-bob', user: 'bob' }])
})

test('a later sync goes to the peer', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does('connect laptop-bob laptop-ann')
  await desk.does(`field edit laptop-bob ${address} 1`)

  const synced = await desk.json('sync laptop-bob')

  expect(synced).toMatchObject({ link: { name: 'laptop-ann' }, eventsOut: 1 })
  expect(await desk.json(`field show laptop-ann ${address}`)).toMatchObject({ value: 1 })
})

test('connecting to the parent is no longer a peer', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does('connect laptop-bob laptop-ann')

  await desk.does('connect laptop-bob ACME')

  expect(await desk.json('status laptop-bob')).toMatchObject({ link: { name: 'ACME', through: 'parent' } })
})

test('work reaches everyone through a chain of copies', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does('copy create laptop-ann laptop-eve --user eve')
  await desk.does(`field edit laptop-eve ${address} 7`)

  for (const copy of ['laptop-eve', 'laptop-ann', 'laptop-bob']) await desk.does(`sync ${copy}`)

  expect(await desk.json(`field show laptop-bob ${address}`)).toMatchObject({ value: 7, copy: 'laptop-eve' })
  const { copies } = await desk.json('status laptop-bob')
  expect((copies as { copyName: string }[]).map(({ copyName }) => copyName)).toEqual([
    'ACME',
    'laptop-ann',
    'laptop-bob',
    'laptop-eve',
  ])
})

test('a parent that was away is linked again by itself, and that is said (row 48)', async () => {
  const desk = await Desk.withTwoCopies()
  renameSync(desk.path('ACME'), desk.path('away'))
  await desk.does('field edit laptop-ann trial-balance/1010.amount 4200')
  const without = await desk.file('sync', 'laptop-ann')
  expect(without.code).toBe(4)
  expect(await desk.json('status laptop-ann')).toMatchObject({ link: { state: 'unreachable' }, unsent: 1 })

  renameSync(desk.path('away'), desk.path('ACME'))

  expect(await desk.does('sync laptop-ann')).toContain('laptop-ann is in sync with ACME (parent)')
  expect(await desk.json('status laptop-ann')).toMatchObject({ link: { state: 'reachable' }, unsent: 0 })
})

test('only another copy of the same file is connected', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does('create OTHER')
  desk.write('documents/memo.txt', 'memo')
  const before = await desk.json('status laptop-ann')

  const codes = []
  for (const other of ['OTHER', 'documents', 'nowhere', 'laptop-ann']) {
    codes.push((await desk.file('connect', 'laptop-ann', other)).code)
  }

  expect(codes).toEqual([2, 3, 4, 2])
  expect(await desk.json('status laptop-ann')).toEqual(before)
})

test('a first copy without a link still syncs', async () => {
  const desk = await Desk.withTwoCopies()

  expect(await desk.json('sync ACME')).toMatchObject({ link: null, level: false })
  expect(await desk.json('status ACME')).toMatchObject({ link: null, unsent: 0 })
})
