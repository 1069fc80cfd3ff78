import { existsSync, mkdirSync, renameSync } from 'node:fs'

import { expect, test } from 'vitest'

import { Desk } from './desk.ts'

const value = async (desk: Desk, copy: string): Promise<unknown> =>
  (await desk.json(`field show ${copy} t/1.x`))['value']

const linkOf = async (desk: Desk, copy: string): Promise<{ address: string; state: string }> =>
  (await desk.json(`status ${copy}`))['link'] as { address: string; state: string }

/** Ann and Bob have visited the office, whose folder somebody moves. */
const moved = async (to: string): Promise<Desk> => {
  const desk = await Desk.withTwoCopies()
  for (const copy of ['laptop-ann', 'laptop-bob']) await desk.does(`sync ${copy}`)
  mkdirSync(desk.path('archive'))
  renameSync(desk.path('ACME'), desk.path(to))
  return desk
}

test('copies follow a parent that was moved, once it was opened in its new place (row 40)', async () => {
  const desk = await moved('archive/ACME')
  expect((await desk.file('sync', 'laptop-ann')).code).not.toBe(0)
  await desk.does('field edit archive/ACME t/1.x 5')

  const answer = await desk.file('sync', 'laptop-ann')

  expect(answer).toMatchObject({ code: 0, err: expect.stringContaining('ACME was moved to ') })
  expect(await value(desk, 'laptop-ann')).toBe(5)
  expect((await desk.file('sync', 'laptop-ann')).err).toBe('')
  expect(await linkOf(desk, 'laptop-bob')).toMatchObject({
    address: desk.path('archive/ACME'),
    state: 'reachable',
  })
})

test('…also one that was moved twice, and back again (row 40)', async () => {
  const desk = await moved('archive/ACME')
  await desk.does('field edit archive/ACME t/1.x 5')
  renameSync(desk.path('archive/ACME'), desk.path('archive/ACME-2026'))
  await desk.does('field edit archive/ACME-2026 t/1.x 6')
  await desk.does('sync laptop-ann')
  expect(await value(desk, 'laptop-ann')).toBe(6)

  renameSync(desk.path('archive/ACME-2026'), desk.path('ACME'))
  await desk.does('field edit ACME t/1.x 7')
  for (const copy of ['laptop-ann', 'laptop-bob']) await desk.does(`sync ${copy}`)

  expect(await value(desk, 'laptop-ann')).toBe(7)
  expect(await value(desk, 'laptop-bob')).toBe(7)
  expect((await linkOf(desk, 'laptop-bob')).address).toBe(desk.path('ACME'))
  expect(existsSync(desk.path('.ACME.shakedown-moved'))).toBe(false)
})

test('a file that took its place is not followed to, nor is another file that left word there', async () => {
  const desk = await moved('archive/ACME')
  await desk.does('create ACME')

  const answer = await desk.file('sync', 'laptop-ann')

  expect(answer.code).not.toBe(0)
  expect(answer.err).toContain('it is the client file ACME')
})

test('a copy that nobody visits leaves no word where it was', async () => {
  const desk = await moved('archive/ACME')
  renameSync(desk.path('laptop-ann'), desk.path('archive/laptop-ann'))

  await desk.file('field', 'edit', 'archive/laptop-ann', 't/1.x', '5')

  expect(existsSync(desk.path('.laptop-ann.shakedown-moved'))).toBe(false)
})
