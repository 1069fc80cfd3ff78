import { readdirSync, rmSync } from 'node:fs'

import { expect, test } from 'vitest'

import { Desk } from './desk.ts'

const amount = 'trial-balance/1010.amount'

/** A file with work of two people in it, level everywhere. */
const withWork = async (): Promise<Desk> => {
  const desk = await Desk.withTwoCopies()
  await desk.does(`field edit laptop-ann ${amount} 100`)
  await desk.does(`field edit laptop-bob trial-balance/2020.amount 200`)
  for (const who of ['ann', 'bob', 'ann']) await desk.does(`sync laptop-${who}`)
  return desk
}

const firstBlock = (desk: Desk, copy: string): string => {
  const names = readdirSync(desk.path(copy, '.shakedown/ranges'), { recursive: true, encoding: 'utf8' })
  return `${copy}/.shakedown/ranges/${names.filter((name) => name.includes('/1-')).sort()[0]}`
}

test('a whole copy is said to be whole, and nothing is done to it', async () => {
  const desk = await withWork()
  const before = desk.tree('ACME')

  expect(await desk.does('verify ACME')).toMatch(/^ACME is whole: \d+ events/)
  expect(await desk.does('repair ACME')).toContain('there was nothing to repair')

  const { '.shakedown/local/lock': _lock, ...after } = desk.tree('ACME')
  expect(before).toMatchObject(after)
})

test('a parent that lost its log says so, names the command, and gets it back (row 41)', async () => {
  const desk = await withWork()
  for (const part of ['ranges', 'journal']) {
    rmSync(desk.path('ACME/.shakedown', part), { recursive: true })
  }

  const found = await desk.file('verify', 'ACME')
  const shut = await desk.file('field', 'show', 'ACME', amount)
  const repaired = await desk.does('repair ACME --from laptop-ann')

  expect(shut).toMatchObject({ code: 3, err: expect.stringContaining('file repair ACME --from OTHER') })
  expect(found).toMatchObject({ code: 3, out: expect.stringContaining('missing: .shakedown/journal') })
  expect(repaired).toContain('ACME is whole again')
  expect(repaired).toContain('sync it with every copy that visited it')
  expect(await desk.does(`field show ACME ${amount}`)).toContain('100')
  expect(await desk.does('verify ACME')).toContain('is whole')
})

test('a laptop is repaired from the copy that it is linked to; what was damaged is kept', async () => {
  const desk = await withWork()
  const path = firstBlock(desk, 'laptop-ann')
  desk.write(path, 'rust')

  expect((await desk.file('verify', 'laptop-ann')).out).toContain('damaged: .shakedown/ranges/')
  const repaired = await desk.does('repair laptop-ann')
  expect(repaired).toContain('kept in quarantine: .shakedown/ranges/')
  expect(repaired).not.toContain('sync it with every copy')

  const kept = readdirSync(desk.path('laptop-ann/.shakedown/quarantine'))
  expect(kept.map((name) => desk.read(`laptop-ann/.shakedown/quarantine/${name}`))).toEqual(['rust'])
  expect(await desk.does('verify laptop-ann')).toContain('is whole')
})

test('what is still missed afterwards is said, with what to do', async () => {
  const desk = await withWork()
  for (const part of ['ranges', 'journal']) rmSync(desk.path('ACME/.shakedown', part), { recursive: true })

  const answer = await desk.file('repair', 'ACME')

  expect(answer).toMatchObject({ code: 3, err: expect.stringContaining('ACME is not whole yet') })
  expect(answer.err).toContain('npx shakedown file repair ACME --from OTHER')
})

test('whose copy it is can be said where that is lost', async () => {
  const desk = await withWork()
  rmSync(desk.path('laptop-bob/.shakedown/copy'))

  expect((await desk.file('repair', 'laptop-bob')).err).toContain('--as NAME')
  expect(await desk.does('repair laptop-bob --as laptop-bob')).toContain('is whole again')
  expect(await desk.does(`field edit laptop-bob ${amount} 300`)).toContain('300')
})

test('a folder without a client file is neither verified nor repaired', async () => {
  const desk = new Desk()
  desk.write('plain/letter.txt', 'dear')

  for (const command of ['verify', 'repair']) {
    expect(await desk.file(command, 'plain')).toMatchObject({ code: 3 })
  }
  expect(Object.keys(desk.tree('plain'))).toEqual(['letter.txt'])
})
