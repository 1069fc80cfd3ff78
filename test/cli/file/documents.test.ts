import { once } from 'node:events'
import { existsSync, lstatSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'

import { expect, onTestFinished, test } from 'vitest'

import { Desk } from './desk.ts'

const withDocuments = async (): Promise<Desk> => {
  const desk = new Desk()
  desk.write('source/memo.txt', 'first memo')
  desk.write('source/2026/plan.txt', 'first plan')
  await desk.does('create ACME --from source')
  await desk.does('copy create ACME laptop-ann --user ann')
  await desk.does('copy create ACME laptop-bob --user bob')
  return desk
}

test('every document of a folder reaches every copy', async () => {
  const desk = await withDocuments()

  expect(desk.read('ACME/memo.txt')).toBe('first memo')
  expect(desk.read('laptop-bob/2026/plan.txt')).toBe('first plan')
})

test('a save in the working folder reaches the others', async () => {
  const desk = await withDocuments()
  desk.write('laptop-ann/memo.txt', 'second memo')

  const synced = await desk.json('sync laptop-ann')
  await desk.does('sync laptop-bob')

  expect(synced).toMatchObject({ saved: ['memo.txt'], eventsOut: 1, level: true })
  expect(desk.read('laptop-bob/memo.txt')).toBe('second memo')
})

test('saves apart are a conflict and none is lost', async () => {
  const desk = await withDocuments()
  desk.write('laptop-ann/memo.txt', 'memo of ann')
  desk.write('laptop-bob/memo.txt', 'memo of bob')
  for (const copy of ['laptop-ann', 'laptop-bob', 'laptop-ann']) await desk.does(`sync ${copy}`)

  const [conflict] = await desk.conflicts('laptop-ann')
  const anns = conflict?.values.find(({ author }) => author === 'ann')?.valueId
  expect(desk.read('laptop-ann/memo.txt')).toBe('memo of bob')
  await desk.does(`conflict resolve laptop-ann ${conflict?.conflictId} --take ${anns}`)
  for (const copy of ['laptop-ann', 'laptop-bob']) await desk.does(`sync ${copy}`)

  expect(desk.read('laptop-ann/memo.txt')).toBe('memo of ann')
  expect(desk.read('laptop-bob/memo.txt')).toBe('memo of ann')
})

test('a save is against the version it was opened from', async () => {
  const desk = await withDocuments()
  desk.write('laptop-bob/memo.txt', 'memo of bob')
  await desk.does('connect laptop-bob laptop-ann')

  // Bob's version lies in ann's folder by now; what she saves was opened before.
  desk.write('laptop-ann/memo.txt', 'memo of ann')
  await desk.does('sync laptop-ann')

  const [conflict] = await desk.conflicts('laptop-ann')
  expect(conflict?.values.map(({ author }) => author).sort()).toEqual(['ann', 'bob'])
})

test('what cannot be a document is listed and nothing made', async () => {
  const desk = new Desk()
  for (const name of ['fine.txt', 'Memo.txt', 'memo.txt', 'con', `${'x'.repeat(101)}`])
    desk.write(`source/${name}`, '')
  symlinkSync('/etc/passwd', desk.path('source/link'))
  symlinkSync('/', desk.path('source/root'))
  const server = createServer().listen(desk.path('source/socket'))
  await once(server, 'listening')
  onTestFinished(() => void server.close())

  const answer = await desk.file('create', 'ACME', '--from', 'source')

  expect(answer.code).toBe(2)
  expect(answer.err.split('\n').map((line) => line.trim().split(' ')[0])).toEqual([
    'Cannot',
    'con',
    'link',
    'memo.txt',
    'root',
    'socket',
    'x'.repeat(101),
    'Rename',
  ])
  expect(readdirSync(desk.folder)).toEqual(['source'])
})

test('a client file is not imported into another', async () => {
  const desk = await withDocuments()

  const answer = await desk.file('create', 'OTHER', '--from', 'ACME')

  expect(answer.code).toBe(2)
  expect(answer.err).toContain('.shakedown has a name that is kept for the client file itself')
  expect(existsSync(desk.path('OTHER'))).toBe(false)
})

test('a link in the place of a document is left', async () => {
  const desk = await withDocuments()
  desk.write('outside.txt', 'not theirs')
  rmSync(desk.path('laptop-bob/memo.txt'))
  symlinkSync(desk.path('outside.txt'), desk.path('laptop-bob/memo.txt'))
  desk.write('laptop-ann/memo.txt', 'memo of ann')
  await desk.does('sync laptop-ann')

  const synced = await desk.json('sync laptop-bob')

  expect(synced).toMatchObject({ saved: [], waiting: [{ document: 'memo.txt' }] })
  expect(lstatSync(desk.path('laptop-bob/memo.txt')).isSymbolicLink()).toBe(true)
  expect(desk.read('outside.txt')).toBe('not theirs')
})

test('a removed file comes back with its next version', async () => {
  const desk = await withDocuments()
  rmSync(desk.path('laptop-bob/memo.txt'))
  desk.write('laptop-ann/memo.txt', 'memo of ann')
  await desk.does('sync laptop-ann')

  await desk.does('sync laptop-bob')

  expect(desk.read('laptop-bob/memo.txt')).toBe('memo of ann')
})
