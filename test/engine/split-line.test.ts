import { cpSync } from 'node:fs'

import { expect, test } from 'vitest'

import { clonedMachine, Desk } from '../cli/file/desk.ts'

/** A laptop whose whole disk was cloned, with what the machine remembers; both are then worked in. */
const handCopied = async (): Promise<Desk> => {
  const desk = await Desk.withTwoCopies()
  cpSync(desk.path('laptop-ann'), desk.path('laptop-twin'), { recursive: true })
  const twin = clonedMachine(desk, 'laptop-ann', 'laptop-twin')
  await desk.does('edit laptop-ann t/1.x 1')
  desk.machine = twin
  await desk.does('edit laptop-twin t/1.x 2')
  await desk.does('edit laptop-twin t/2.y 3')
  return desk
}

test.each([
  ['laptop-ann', 'laptop-twin'],
  ['laptop-twin', 'laptop-ann'],
])('the second of two histories is refused: %s, then %s', async (first, second) => {
  const desk = await handCopied()
  await desk.does(`sync ${first}`)

  const refused = await desk.file('sync', second)

  expect(refused.code).toBe(3)
  expect(refused.err).toContain('copied by hand')
  expect(await desk.json('status ACME')).toMatchObject({ unapplied: 0 })
  expect((await desk.file('show', second, 't/1.x')).code).toBe(0)
})
