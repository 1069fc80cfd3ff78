import { existsSync, renameSync } from 'node:fs'

import { expect, test } from 'vitest'

import { Desk } from './desk.ts'

const address = 'trial-balance/1010.amount'

interface Row {
  readonly copyName: string
  readonly line: string
  readonly state: string
}

const rowOf = async (desk: Desk, seenIn: string, copyName: string): Promise<Row> => {
  const rows = (await desk.json(`status ${seenIn}`))['copies'] as readonly Row[]
  const row = rows.find((each) => each.copyName === copyName)
  if (!row) throw new Error(`${seenIn} does not list ${copyName}`)
  return row
}

test('leaving hands over what was saved and typed, and the folder can be cleared (rows 32 and 64)', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does(`field edit laptop-ann ${address} 7`)
  desk.write('laptop-ann/memo.txt', 'not registered')

  expect(await desk.does('copy leave laptop-ann')).toContain('has left')

  expect(await desk.json(`field show ACME ${address}`)).toMatchObject({ value: 7 })
  expect(await rowOf(desk, 'ACME', 'laptop-ann')).toMatchObject({ state: 'left' })
  const refused = await desk.file('field', 'edit', 'laptop-ann', address, '8')
  expect(refused).toMatchObject({ code: 4, err: expect.stringContaining('has left') })
  await desk.does('copy clear laptop-ann')
  expect(existsSync(desk.path('laptop-ann/.shakedown'))).toBe(false)
  expect(desk.read('laptop-ann/memo.txt')).toBe('not registered')
})

test('a copy that cannot reach its parent does not leave, and is worked in as before (row 32)', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does(`field edit laptop-ann ${address} 1`)
  renameSync(desk.path('ACME'), desk.path('moved'))

  expect(await desk.file('copy', 'leave', 'laptop-ann')).toMatchObject({ code: 4 })

  await desk.does(`field edit laptop-ann ${address} 2`)
})

test('a copy under which another one hangs does not leave, and says which (row 32)', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does('copy create laptop-ann laptop-eve --user eve')

  const refused = await desk.file('copy', 'leave', 'laptop-ann')

  expect(refused).toMatchObject({ code: 4, err: expect.stringContaining('laptop-eve') })
  await desk.does(`field edit laptop-ann ${address} 2`)
})

test('a copy that has not left is not cleared', async () => {
  const desk = await Desk.withTwoCopies()
  const before = desk.tree('laptop-ann')

  expect(await desk.file('copy', 'clear', 'laptop-ann', '--yes')).toMatchObject({ code: 2 })

  expect(Object.keys(desk.tree('laptop-ann'))).toEqual(Object.keys(before))
})

test('the last copy is cleared only when everyone has gone, and somebody said yes (row 35)', async () => {
  const desk = await Desk.withTwoCopies()
  expect((await desk.file('copy', 'clear', 'ACME', '--yes')).err).toContain('laptop-ann')
  for (const copy of ['laptop-ann', 'laptop-bob']) await desk.does(`copy leave ${copy}`)

  expect((await desk.file('copy', 'clear', 'ACME')).err).toContain('the history of the file')
  await desk.does('copy clear ACME --yes')

  expect(existsSync(desk.path('ACME/.shakedown'))).toBe(false)
})

test('abandoning shows what would be lost and does nothing until somebody says yes (row 34)', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does(`field edit laptop-bob ${address} 1`)
  await desk.does('sync laptop-bob')

  const preview = await desk.file('copy', 'abandon', 'ACME', 'laptop-bob')

  expect(preview.code).toBe(2)
  const { line } = await rowOf(desk, 'ACME', 'laptop-bob')
  expect(preview.err).toContain(`up to ${line}.2`)
  expect(preview.err).toMatch(/last seen {4}\d{4}-/)
  expect(preview.err).toContain('0 unsent, 0 unapplied, 0 in conflict')
  expect(await rowOf(desk, 'ACME', 'laptop-bob')).toMatchObject({ state: 'live' })
})

test('an abandoned copy that returns is told so, and its work is taken over from rescue (rows 13, 33 and 34)', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does('copy abandon ACME laptop-bob --yes')
  await desk.does(`field edit laptop-bob ${address} 9`)
  desk.write('laptop-bob/late.txt', 'late')

  const told = await desk.file('sync', 'laptop-bob')

  expect(told).toMatchObject({ code: 4, err: expect.stringContaining('abandoned') })
  expect((await desk.file('field', 'edit', 'laptop-bob', address, '10')).code).toBe(4)
  await desk.does('sync laptop-ann')
  const { rescued } = (await desk.json('copy rescue laptop-ann')) as { rescued: { rescueId: string }[] }
  expect(rescued).toMatchObject([
    { path: address, value: 9, author: 'bob', takenOverBy: null },
    { value: 'late.txt', author: 'bob', takenOverBy: null },
    { value: expect.stringContaining('document of 4 bytes'), author: 'bob', takenOverBy: null },
  ])
  expect(await desk.json('status laptop-ann')).toMatchObject({ rescued: 3 })
  await desk.does(`copy rescue laptop-ann --take ${rescued[0]?.rescueId}`)
  expect(await desk.json(`field show laptop-ann ${address}`)).toMatchObject({ value: 9, author: 'ann' })
  expect(await desk.json('status laptop-ann')).toMatchObject({ rescued: 2 })
})

test('everything in rescue is taken over at once: documents, deletions, sets and counts (row 34)', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does(`field edit ACME ${address} 1`)
  for (const copy of ['laptop-ann', 'laptop-bob']) await desk.does(`sync ${copy}`)
  await desk.does('copy abandon ACME laptop-bob --yes')
  desk.write('laptop-bob/late.txt', 'late')
  await desk.does('field count laptop-bob tb/1.copies 3')
  await desk.does('field add laptop-bob tb/1.tags urgent')
  await desk.does('delete laptop-bob trial-balance/1010')
  await desk.file('sync', 'laptop-bob')
  await desk.does('sync laptop-ann')
  expect(await desk.does('copy rescue laptop-ann')).toContain('tb/1.copies: counted 3, by bob')

  expect(await desk.does('copy rescue laptop-ann --take all')).toContain(
    'tb/1.tags: urgent added, taken over by ann',
  )

  expect(desk.read('laptop-ann/late.txt')).toBe('late')
  expect(await desk.json('status laptop-ann')).toMatchObject({ rescued: 0 })
  await desk.does('sync laptop-ann')
  expect(await desk.does('field elements ACME tb/1.tags')).toContain('urgent')
})

test("a rescued document's bytes travel, and are exported beside the list (row 34)", async () => {
  const desk = new Desk()
  desk.write('documents/memo.txt', 'first')
  await desk.does('create ACME --from documents')
  await desk.does('copy create ACME laptop-ann --user ann')
  await desk.does('copy create ACME laptop-bob --user bob')
  await desk.does('copy abandon ACME laptop-bob --yes')
  desk.write('laptop-bob/memo.txt', 'never sent')
  await desk.file('sync', 'laptop-bob')
  await desk.does('sync laptop-ann')

  await desk.does('copy rescue laptop-ann --export out')

  const { rescued } = JSON.parse(desk.read('out/rescue.json')) as { rescued: { content: string }[] }
  expect(rescued).toHaveLength(1)
  expect(desk.read(`out/${rescued[0]?.content}`)).toBe('never sent')
  expect(desk.read('laptop-ann/memo.txt')).toBe('first')
})

test('an abandoned copy is not linked by others either (row 33)', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does('copy abandon ACME laptop-bob --yes')
  await desk.file('sync', 'laptop-bob')

  const refused = await desk.file('connect', 'laptop-bob', 'laptop-ann')

  expect(refused).toMatchObject({ code: 4, err: expect.stringContaining('abandoned') })
})

test('a lock-down stops everyone who knows, and status says who blocks it since when (rows 36 and 37)', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does(`field edit laptop-bob ${address} 1`)
  await desk.does('sync laptop-bob')
  await desk.does('lock-down ACME')
  await desk.does('sync laptop-ann')

  const refused = await desk.file('field', 'edit', 'laptop-ann', address, '2')

  expect(refused).toMatchObject({ code: 4, err: expect.stringContaining('locked down by os-user') })
  const { lockDowns } = await desk.json('status ACME')
  expect(lockDowns).toMatchObject([
    {
      holder: 'ACME',
      waitsFor: [{ copyName: 'laptop-bob', lastSeen: expect.stringMatching(/^\d{4}/), unsent: 0 }],
    },
  ])
  await desk.does('sync laptop-bob')
  expect(await desk.json('status ACME')).toMatchObject({ lockDowns: [{ waitsFor: [] }] })
  await desk.does('release ACME')
  await desk.does('sync laptop-ann')
  await desk.does(`field edit laptop-ann ${address} 2`)
})

test('a lost laptop stops blocking a lock-down when it is abandoned (rows 36 and 37, S18)', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does('lock-down ACME')
  await desk.does('sync laptop-ann')

  await desk.does('copy abandon ACME laptop-bob --yes')

  expect(await desk.json('status ACME')).toMatchObject({ lockDowns: [{ waitsFor: [] }] })
})

test('everyone knows under whom a copy hangs, for now and for good (row 1)', async () => {
  const desk = await Desk.withTwoCopies()
  const ann = await rowOf(desk, 'ACME', 'laptop-ann')
  const office = await rowOf(desk, 'ACME', 'ACME')

  await desk.does('connect laptop-bob laptop-ann')
  expect(await rowOf(desk, 'laptop-ann', 'laptop-bob')).toMatchObject({
    parent: office.line,
    hangsUnder: ann.line,
  })

  await desk.does('copy reparent laptop-bob laptop-ann')
  await desk.does('sync laptop-ann')
  expect(await rowOf(desk, 'ACME', 'laptop-bob')).toMatchObject({ parent: ann.line, hangsUnder: ann.line })
  expect(await desk.json('status laptop-bob')).toMatchObject({ link: { through: 'parent' } })
})

test('the properties say of each copy what it acknowledged and what it lacks (row 14)', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does('sync laptop-bob')
  await desk.does(`field edit laptop-ann ${address} 1`)
  await desk.does('sync laptop-ann')

  const bob = await rowOf(desk, 'ACME', 'laptop-bob')
  const ann = await rowOf(desk, 'ACME', 'laptop-ann')

  expect(ann).toMatchObject({ lacks: 0, unsent: 0, conflicts: 0, connected: null, isThisCopy: false })
  expect(ann).toHaveProperty(['acknowledged', ann.line], 2)
  expect(bob).toMatchObject({ lacks: 1 })
  expect(bob).toHaveProperty(['acknowledged', ann.line], 1)
})

test('a watched status prints a line whenever something changed, and ends when it is interrupted', async () => {
  const desk = await Desk.withTwoCopies()
  desk.betweenLooks.push(
    () => Promise.resolve(),
    () => desk.file('field', 'edit', 'laptop-ann', address, '1'),
  )

  const out = await desk.does('status laptop-ann --watch')

  expect(out.trimEnd().split('\n')).toEqual([
    expect.stringContaining('unsent 0'),
    expect.stringContaining('unsent 1'),
  ])
})

test('a watched status is drawn over on a terminal', async () => {
  const desk = await Desk.withTwoCopies()
  desk.isTerminal = true

  expect(await desk.does('status laptop-ann --watch')).toContain('\u001b[H\u001b[Jlaptop-ann: copy of ACME')
})
