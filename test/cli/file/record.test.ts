import { expect, test } from 'vitest'

import { Desk } from './desk.ts'

const record = 'journal-entries/7'
const amount = `${record}.amount`

const withEntry = async (): Promise<Desk> => {
  const desk = await Desk.withTwoCopies()
  await desk.does(`field edit laptop-ann ${amount} 100`)
  for (const who of ['ann', 'bob']) await desk.does(`sync laptop-${who}`)
  return desk
}

test('(row 23) a record deleted here and edited there is kept, and both are told who did what', async () => {
  const desk = await withEntry()
  expect(await desk.does(`delete laptop-ann ${record}`)).toContain('is deleted\n  deleted by ann at')
  await desk.does(`field edit laptop-bob ${amount} 200`)
  for (const who of ['ann', 'bob', 'ann']) await desk.does(`sync laptop-${who}`)

  for (const who of ['ann', 'bob']) {
    const text = await desk.does(`record show laptop-${who} ${record}`)
    expect(text).toContain('was deleted, and is kept\n  deleted by ann at')
    expect(text).toContain('kept for what was written by bob at')
  }
  expect(await desk.does(`restore laptop-bob ${record}`)).toContain(`${record} is there`)
})

test('a token of an earlier screen deletes what was on that screen alone', async () => {
  const desk = await withEntry()
  const { seen } = await desk.json(`record show laptop-ann ${record}`)
  await desk.does(`field edit laptop-ann ${amount} 300`)

  const done = await desk.json(`delete laptop-ann ${record} --seen ${String(seen)}`)

  expect(done).toMatchObject({ life: 'kept', keptBy: [{ author: 'ann' }] })
})

test('a sign-off says so when what it signed is no longer what is shown', async () => {
  const desk = await withEntry()
  expect(await desk.json(`record sign laptop-bob ${record}`)).toMatchObject({
    signedBy: [{ author: 'bob', isCurrent: true }],
  })

  await desk.does(`field edit laptop-bob ${amount} 200`)

  expect(await desk.does(`record show laptop-bob ${record}`)).toContain(
    'AN EARLIER VERSION than is shown now',
  )
})

test.each([
  ['delete', 'journal-entries/8', 'has nothing that could be deleted'],
  ['restore', record, 'was not deleted, so far as was shown'],
  ['sign', 'journal-entries/8', 'has nothing that could be signed'],
  ['record', 'nonsense', 'is no record: write TABLE/KEY'],
])('file %s %s is refused with the reason', async (command, path, reason) => {
  const desk = await withEntry()

  const answer = await desk.file(command, 'laptop-ann', path)

  expect(answer.code).toBe(2)
  expect(answer.err).toContain(reason)
})
