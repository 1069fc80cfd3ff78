import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { paths } from '../../../src/engine/storage/folder/layout.ts'
import { processLock } from '../../../src/real/machine/file-process-lock.ts'
import { Desk } from './desk.ts'

const address = 'trial-balance/1010.amount'

const commands = (copy: string): readonly (readonly string[])[] => [
  ['show', copy, address],
  ['edit', copy, address, '1'],
  ['sync', copy],
  ['status', copy],
  ['conflicts', copy],
  ['connect', copy, 'laptop-bob'],
  ['resolve', copy, address, '--take', '0123456789abcdef.1'],
]

const codesOf = async (desk: Desk, copy: string): Promise<readonly number[]> => {
  const codes: number[] = []
  for (const words of commands(copy)) codes.push((await desk.file(...words)).code)
  return codes
}

const all3 = [3, 3, 3, 3, 3, 3, 3]

test('what is no client file is left as it is', async () => {
  const desk = await Desk.withTwoCopies()
  desk.write('documents/memo.txt', 'memo')
  const before = desk.tree('documents')

  expect(await codesOf(desk, 'documents')).toEqual(all3)
  expect(await codesOf(desk, 'nowhere')).toEqual(all3)

  expect(desk.tree('documents')).toEqual(before)
  expect(existsSync(desk.path('nowhere'))).toBe(false)
  expect((await desk.file('show', 'documents', address)).err).toContain(
    'There is no client file in documents',
  )
})

test('a newer client file is left as it is', async () => {
  const desk = await Desk.withTwoCopies()
  desk.write(
    `laptop-ann/${paths.format}`,
    '{"format":"shakedown.file","version":2,"minimumReader":2,"fileId":"x","fileName":"y"}',
  )
  const before = desk.tree('laptop-ann')

  expect(await codesOf(desk, 'laptop-ann')).toEqual(all3)

  expect(desk.tree('laptop-ann')).toEqual(before)
  expect((await desk.file('show', 'laptop-ann', address)).err).toContain('Update shakedown')
})

test.each([paths.format, paths.copy, paths.versionVector])('a damaged %s is left as it is', async (path) => {
  const desk = await Desk.withTwoCopies()
  desk.write(`laptop-ann/${path}`, 'garbage')
  const before = desk.tree('laptop-ann')

  expect(await codesOf(desk, 'laptop-ann')).toEqual(all3)

  expect(desk.tree('laptop-ann')).toEqual(before)
  const { err } = await desk.file('show', 'laptop-ann', address)
  expect(err).toContain(`laptop-ann/${path} is damaged`)
  expect(err).toContain('npx shakedown file repair laptop-ann --from OTHER')
})

test('a copy of a damaged or missing file is not made', async () => {
  const desk = await Desk.withTwoCopies()
  desk.write(`laptop-ann/${paths.format}`, 'garbage')
  desk.write('documents/memo.txt', 'memo')

  const codes = []
  for (const from of ['laptop-ann', 'documents', 'nowhere'])
    codes.push((await desk.file('copy', from, 'new')).code)

  expect(codes).toEqual([3, 3, 4])
  expect(existsSync(desk.path('new'))).toBe(false)
})

test('a copy of damaged ranges leaves nothing behind', async () => {
  const desk = await Desk.withTwoCopies()
  // Too long to be said beside the heads: it is in the ranges alone.
  await desk.does(`edit laptop-ann ${address} ${'x'.repeat(10_000)}`)
  const ranges = readdirSync(desk.path('laptop-ann', paths.rangesFolder), {
    recursive: true,
    encoding: 'utf8',
  })
  for (const name of ranges.filter((each) => each.includes('/'))) {
    writeFileSync(desk.path('laptop-ann', paths.rangesFolder, name), 'garbage')
  }

  const answer = await desk.file('copy', 'laptop-ann', 'new')

  expect(answer.code).toBe(3)
  expect(answer.err).toContain(`laptop-ann/${paths.rangesFolder}/`)
  expect(readdirSync(desk.folder).sort()).toEqual(['ACME', 'laptop-ann', 'laptop-bob'])
})

test('what stands in the place is not touched', async () => {
  const desk = await Desk.withTwoCopies()
  desk.write('taken/memo.txt', 'memo')
  mkdirSync(desk.path('empty'))

  expect((await desk.file('create', 'taken')).code).toBe(2)
  expect((await desk.file('copy', 'ACME', 'taken')).code).toBe(2)
  expect((await desk.file('create', 'no/parent')).code).toBe(2)
  expect((await desk.file('create', 'new', '--from', 'nowhere')).code).toBe(2)
  await desk.does('create empty')

  expect(desk.tree('taken')).toEqual({ 'memo.txt': Buffer.from('memo').toString('base64') })
  expect(readdirSync(desk.folder).sort()).toEqual(['ACME', 'empty', 'laptop-ann', 'laptop-bob', 'taken'])
})

test('a parent that was moved away costs nothing', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does(`edit laptop-ann ${address} 4200`)
  renameSync(desk.path('ACME'), desk.path('elsewhere'))

  const answer = await desk.file('sync', 'laptop-ann')

  expect(answer.code).toBe(4)
  expect(answer.err).toContain('Nothing is lost')
  expect(await desk.json('status laptop-ann')).toMatchObject({ unsent: 1, link: { state: 'unreachable' } })
  renameSync(desk.path('elsewhere'), desk.path('ACME'))
  expect(await desk.json('sync laptop-ann')).toMatchObject({ eventsOut: 1, level: true })
})

test('an empty folder in the place of a parent stays empty', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does(`edit laptop-ann ${address} 4200`)
  rmSync(desk.path('ACME'), { recursive: true })
  mkdirSync(desk.path('ACME'))

  expect((await desk.file('sync', 'laptop-ann')).code).toBe(3)

  expect(readdirSync(desk.path('ACME'))).toEqual([])
})

test('another client file in the place is not mixed in', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does('create OTHER')
  await desk.does(`edit OTHER ${address} 1`)
  rmSync(desk.path('ACME'), { recursive: true })
  renameSync(desk.path('OTHER'), desk.path('ACME'))
  const before = desk.tree('ACME')

  expect((await desk.file('sync', 'laptop-ann')).code).toBe(3)

  expect(desk.tree('ACME')).toEqual(before)
  expect(await desk.json(`show laptop-ann ${address}`)).toMatchObject({ value: null })
})

test('a copy in use is told apart from a broken one', async () => {
  const desk = await Desk.withTwoCopies()
  const held = processLock(desk.path('laptop-ann'), paths.lock).take('shakedown file sync')

  const answer = await desk.file('show', 'laptop-ann', address)

  expect(answer.code).toBe(4)
  expect(answer.err).toContain(`laptop-ann is in use by process ${process.pid} (shakedown file sync)`)
  if (held.kind === 'held') held.release()
  expect((await desk.file('show', 'laptop-ann', address)).code).toBe(0)
})

test('a link in the place of a folder is not followed', async () => {
  const desk = await Desk.withTwoCopies()
  desk.write('outside/keep.txt', 'keep')
  rmSync(desk.path('laptop-ann', paths.rangesFolder), { recursive: true })
  symlinkSync(desk.path('outside'), desk.path('laptop-ann', paths.rangesFolder))
  await desk.file('edit', 'laptop-ann', address, '1')

  expect(readdirSync(desk.path('outside'))).toEqual(['keep.txt'])
})

test('work that visitors cannot see yet is kept', async () => {
  const desk = await Desk.withTwoCopies()
  rmSync(desk.path('laptop-ann', paths.versionVector))
  mkdirSync(desk.path('laptop-ann', paths.versionVector))

  const answer = await desk.file('edit', 'laptop-ann', address, '4200')

  expect(answer.code).toBe(0)
  expect(answer.out).toContain(`${address} = 4200`)
  expect(answer.err).toContain('What was done here is kept, but visitors cannot see it yet')
  rmSync(desk.path('laptop-ann', paths.versionVector), { recursive: true })
  expect(await desk.json('sync laptop-ann')).toMatchObject({ eventsOut: 1 })
})
