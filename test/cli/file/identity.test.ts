import { cpSync, renameSync, rmSync, writeFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { paths } from '../../../src/engine/storage/folder/layout.ts'
import { logLock } from '../../../src/real/machine/file-process-lock.ts'
import { freshFolder } from '../../contracts/fresh-folder.ts'
import { Desk } from './desk.ts'

const lineOf = async (desk: Desk, copy: string): Promise<string> =>
  ((await desk.json(`status ${copy}`))['line'] as { id: string }).id

const newsOf = async (desk: Desk, copy: string): Promise<string | null> =>
  ((await desk.json(`status ${copy}`))['line'] as { news: string | null }).news

const valueAt = async (desk: Desk, copy: string, path: string): Promise<unknown> =>
  (await desk.json(`show ${copy} ${path}`))['value']

const copyFolder = (desk: Desk, from: string, to: string): void =>
  cpSync(desk.path(from), desk.path(to), { recursive: true })

/** Everybody exchanges until all is everywhere. */
const levels = async (desk: Desk, ...copies: readonly string[]): Promise<void> => {
  for (const copy of [...copies, ...copies]) await desk.does(`sync ${copy}`)
}

test('a folder that is moved goes on with its line (row 39)', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does('edit laptop-ann t/1.x 1')
  const line = await lineOf(desk, 'laptop-ann')
  for (const [from, to] of [
    ['laptop-ann', 'moved'],
    ['moved', 'moved-again'],
    ['moved-again', 'laptop-ann'],
  ] as const) {
    renameSync(desk.path(from), desk.path(to))
    const answer = await desk.file('edit', to, 't/1.x', '2')
    expect(answer).toMatchObject({ code: 0, err: '' })
    expect(await lineOf(desk, to)).toBe(line)
  }
  await levels(desk, 'laptop-ann')
  expect(await valueAt(desk, 'ACME', 't/1.x')).toBe(2)
})

test('a folder brought to another machine begins a line of its own, and says so', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does('edit laptop-ann t/1.x 1')
  const line = await lineOf(desk, 'laptop-ann')
  desk.machine = freshFolder()

  const looked = await desk.file('show', 'laptop-ann', 't/1.x')
  expect(looked.err).toContain('was worked in on another machine')
  expect(looked.err).toContain('what is written in it next begins a line of its own')
  expect(await lineOf(desk, 'laptop-ann')).toBe(line)
  const edited = await desk.file('edit', 'laptop-ann', 't/1.x', '2')

  expect(edited.err).toContain('from now on it writes a line of its own')
  expect(edited.err).toContain('Nothing is lost.')
  expect(await lineOf(desk, 'laptop-ann')).not.toBe(line)
  expect(await newsOf(desk, 'laptop-ann')).toBeNull()
  const { copies } = await desk.json('status laptop-ann')
  expect(copies).toContainEqual(expect.objectContaining({ copyName: 'laptop-ann', continues: line }))
  expect((await desk.file('edit', 'laptop-ann', 't/1.x', '3')).err).toBe('')
})

test('a restored backup that only looks is left as it is', async () => {
  const desk = await Desk.withTwoCopies()
  copyFolder(desk, 'laptop-ann', 'backup')
  await desk.does('edit laptop-ann t/1.x 1')
  rmSync(desk.path('laptop-ann'), { recursive: true })
  renameSync(desk.path('backup'), desk.path('laptop-ann'))
  const before = desk.read(`laptop-ann/${paths.copy}`)

  expect((await desk.file('show', 'laptop-ann', 't/1.x')).err).toContain('is older than what was last done')

  expect(desk.read(`laptop-ann/${paths.copy}`)).toBe(before)
})

test('work after a restored backup stands beside what was lost here and is known elsewhere', async () => {
  const desk = await Desk.withTwoCopies()
  copyFolder(desk, 'laptop-ann', 'backup')
  await desk.does('edit laptop-ann t/1.x sent')
  await desk.does('sync laptop-ann')
  rmSync(desk.path('laptop-ann'), { recursive: true })
  renameSync(desk.path('backup'), desk.path('laptop-ann'))

  const edited = await desk.file('edit', 'laptop-ann', 't/1.x', 'restored')
  await levels(desk, 'laptop-ann', 'laptop-bob')

  expect(edited.err).toContain('as a restored backup is')
  for (const copy of ['ACME', 'laptop-ann', 'laptop-bob']) {
    const values = (await desk.conflicts(copy))[0]?.values.map(({ value }) => value)
    expect(values?.sort()).toEqual(['restored', 'sent'])
  }
})

test('a restored backup that gets its own work back first needs no new line', async () => {
  const desk = await Desk.withTwoCopies()
  const line = await lineOf(desk, 'laptop-ann')
  copyFolder(desk, 'laptop-ann', 'backup')
  await desk.does('edit laptop-ann t/1.x sent')
  await desk.does('sync laptop-ann')
  rmSync(desk.path('laptop-ann'), { recursive: true })
  renameSync(desk.path('backup'), desk.path('laptop-ann'))

  await desk.does('sync laptop-ann')
  await desk.does('edit laptop-ann t/1.x again')

  expect(await lineOf(desk, 'laptop-ann')).toBe(line)
  expect(await newsOf(desk, 'laptop-ann')).toBeNull()
})

test.each([
  ['laptop-ann', 'laptop-twin'],
  ['laptop-twin', 'laptop-ann'],
])('a folder copied by hand, both worked in: %s, then %s (row 38)', async (first, second) => {
  const desk = await Desk.withTwoCopies()
  copyFolder(desk, 'laptop-ann', 'laptop-twin')

  const answers = [
    await desk.file('edit', first, 't/1.x', first),
    await desk.file('edit', second, 't/1.x', second),
  ]
  await levels(desk, first, second, 'laptop-bob')

  expect(answers.map(({ err }) => err).join('')).toContain('copied by hand')
  expect(await lineOf(desk, first)).not.toBe(await lineOf(desk, second))
  for (const copy of ['ACME', 'laptop-ann', 'laptop-twin', 'laptop-bob']) {
    const values = (await desk.conflicts(copy))[0]?.values.map(({ value }) => value)
    expect(values?.sort()).toEqual(['laptop-ann', 'laptop-twin'])
  }
})

test('two processes in one line wait for each other, in two folders as in one', async () => {
  const desk = await Desk.withTwoCopies()
  const line = await lineOf(desk, 'laptop-ann')
  const held = logLock(line as Parameters<typeof logLock>[0], desk.machine).take('shakedown file sync')

  const answer = await desk.file('edit', 'laptop-ann', 't/1.x', '1')

  expect(answer).toMatchObject({ code: 4 })
  expect(answer.err).toContain(`in use by process ${process.pid} (shakedown file sync)`)
  if (held.kind === 'held') held.release()
  await desk.does('edit laptop-ann t/1.x 1')
})

test('a machine that can remember nothing is told so, and nothing is written', async () => {
  const desk = await Desk.withTwoCopies()
  writeFileSync(desk.path('no-folder'), '')
  desk.machine = desk.path('no-folder')

  const answer = await desk.file('edit', 'laptop-ann', 't/1.x', '1')

  expect(answer.code).toBe(4)
  expect(answer.err).toContain('no-folder')
  desk.machine = freshFolder()
  expect(await valueAt(desk, 'laptop-ann', 't/1.x')).toBeNull()
})
