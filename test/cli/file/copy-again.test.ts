import { expect, test } from 'vitest'

import { Desk } from './desk.ts'

test('a local copy that is there is used again, with what it never sent (row 65)', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does('field edit laptop-ann t/1.x 5')
  await desk.does('field edit ACME t/2.x 6')

  const said = await desk.does('copy create ACME laptop-ann --user ann')

  expect(said).toContain('laptop-ann is a copy of this file already, for ann: it is used again.')
  expect((await desk.json('field show ACME t/1.x'))['value']).toBe(5)
  expect((await desk.json('field show laptop-ann t/2.x'))['value']).toBe(6)
  const { copies } = await desk.json('status ACME')
  expect(copies).toHaveLength(3)
})

test('one that was linked elsewhere is linked to the copy that was named (row 65)', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does('copy create laptop-bob laptop-eve --user eve')

  await desk.does('copy create ACME laptop-eve')

  expect((await desk.json('status laptop-eve'))['link']).toMatchObject({ name: 'ACME', state: 'reachable' })
})

test("a colleague's copy, one that has ended, and the copy itself are not used again", async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does('copy abandon ACME laptop-bob --yes')
  await desk.file('sync', 'laptop-bob')
  const before = desk.tree('laptop-ann')

  const others = await desk.file('copy', 'create', 'ACME', 'laptop-ann', '--user', 'eve')
  const ended = await desk.file('copy', 'create', 'ACME', 'laptop-bob')
  const itself = await desk.file('copy', 'create', 'ACME', 'ACME')

  expect(others).toMatchObject({ code: 2, err: expect.stringContaining('already, for ann') })
  expect(Object.keys(desk.tree('laptop-ann')).filter((path) => !path.includes('local'))).toEqual(
    Object.keys(before).filter((path) => !path.includes('local')),
  )
  expect(ended).toMatchObject({ code: 4, err: expect.stringContaining('abandoned') })
  expect(itself).toMatchObject({ code: 2, err: expect.stringContaining('this very copy') })
})

test('a folder that holds something else is refused as ever', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does('create OTHER')
  desk.write('papers/letter.txt', 'mine')

  for (const name of ['OTHER', 'papers']) {
    const answer = await desk.file('copy', 'create', 'ACME', name)
    expect(answer).toMatchObject({ code: 2, err: expect.stringContaining('is there already and not empty') })
  }
})
