import { expect, test } from 'vitest'

import { Desk } from './desk.ts'

const everybodySyncs = async (desk: Desk): Promise<void> => {
  for (const who of ['ann', 'bob', 'ann']) await desk.does(`sync laptop-${who}`)
}

test('a number that two people gave out is shown with the next one free, until somebody claims that (row 16)', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does('field claim laptop-ann journal-entries/a.number 7')
  await desk.does('field claim laptop-bob journal-entries/b.number 7')
  await everybodySyncs(desk)

  for (const who of ['ann', 'bob']) {
    expect(await desk.does(`conflict review laptop-${who}`)).toContain(
      'journal-entries/b.number claims 7, which somebody claimed earlier, and is shown as 8',
    )
  }
  expect(await desk.does('field claim laptop-bob journal-entries/b.number 8')).toContain(
    'journal-entries/b.number = 8',
  )
  expect(await desk.does('conflict review laptop-bob')).toBe('laptop-bob has nothing to review\n')
})

test('a claim that comes too late says so at once, and how to confirm what is shown', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does('field claim laptop-ann journal-entries/a.number AJE-09')
  await everybodySyncs(desk)

  const text = await desk.does('field claim laptop-bob journal-entries/b.number AJE-09')

  expect(text).toContain('is shown as AJE-10: somebody claimed AJE-09 earlier')
  expect(text).toContain('npx shakedown file field claim laptop-bob journal-entries/b.number AJE-10')
})

test('a document moved here and its folder moved there arrive intact (row 24)', async () => {
  const desk = new Desk()
  desk.write('documents/letter.txt', 'Dear client')
  await desk.does('create ACME --from documents')
  for (const who of ['ann', 'bob']) await desk.does(`copy create ACME laptop-${who} --user ${who}`)
  await desk.does('folder create laptop-ann audit')
  await everybodySyncs(desk)
  await desk.does('folder create laptop-bob year --in audit')
  await desk.does('move laptop-ann letter.txt audit')
  await everybodySyncs(desk)
  await desk.does('move laptop-bob audit/letter.txt audit/year')
  await everybodySyncs(desk)

  expect(desk.read('laptop-ann/audit/year/letter.txt')).toBe('Dear client')
  expect(await desk.does('folder list laptop-ann')).toBe('audit\naudit/year\n')
})

test('folders moved into each other are both found under Recovered, and listed (row 24)', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does('folder create laptop-ann one')
  await desk.does('folder create laptop-ann two')
  await everybodySyncs(desk)
  await desk.does('move laptop-ann one two')
  await desk.does('move laptop-bob two one')
  await everybodySyncs(desk)

  const listed = await desk.does('folder list laptop-ann')
  expect(listed).toContain('recovered: two moves made a circle')
  expect(await desk.does('folder list laptop-bob')).toBe(listed)
  const { findings } = await desk.json('conflict review laptop-ann')
  expect(findings).toMatchObject([{ kind: 'folder', detail: 'is not where somebody put it' }])
})

test('a reference to a record that was deleted is listed, and mended by restoring it (row 25)', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does('field edit laptop-ann accounts/1010.name Bank')
  await everybodySyncs(desk)
  await desk.does('field refer laptop-ann journal-entries/7.account accounts/1010')
  await desk.does('delete laptop-bob accounts/1010')
  await everybodySyncs(desk)

  expect(await desk.does('conflict review laptop-ann')).toContain(
    'journal-entries/7.account refers to accounts/1010, which was deleted by bob',
  )
  await desk.does('restore laptop-ann accounts/1010')
  expect(await desk.does('conflict review laptop-ann')).toBe('laptop-ann has nothing to review\n')
})

test('sets and counters take in what both added, and are never in conflict', async () => {
  const desk = await Desk.withTwoCopies()
  for (const who of ['ann', 'bob']) {
    await desk.does(`field add laptop-${who} file/team.members ${who}`)
    await desk.does(`field count laptop-${who} file/team.visits 2`)
  }
  await everybodySyncs(desk)

  expect(await desk.does('field elements laptop-ann file/team.members')).toBe(
    'file/team.members holds 2, and counts 0\n  ann\n  bob\n',
  )
  expect(await desk.does('field count laptop-bob file/team.visits -1')).toContain('counts 3')
  expect(await desk.does('field remove laptop-bob file/team.members ann')).toContain('holds 1')
  expect(await desk.does('conflict list laptop-bob')).toContain('has no conflicts')
})

test('the template is shown before what was written meanwhile, which stays listed (row 22)', async () => {
  const desk = await Desk.withTwoCopies()
  await desk.does('field edit ACME checklists/1.text before')
  await everybodySyncs(desk)
  await desk.does('template write ACME checklists/1.text template')
  await desk.does('field edit laptop-ann checklists/1.text mine')
  await everybodySyncs(desk)

  const [conflict] = await desk.conflicts('laptop-bob')
  expect(conflict?.values.map(({ value }) => value)).toEqual(['template', 'mine'])
})

test('whoever may not write to the template is told who may', async () => {
  const desk = await Desk.withTwoCopies()

  const refused = await desk.file('template', 'write', 'laptop-ann', 'checklists/1.text', 'mine')
  expect(refused).toMatchObject({ code: 2 })
  expect(refused.err).toContain('ann may not write to the template')

  await desk.does('template add-author ACME ann')
  await everybodySyncs(desk)
  expect(await desk.does('template write laptop-ann checklists/1.text mine')).toContain(
    'as the template has it',
  )
})

test.each([
  [['move', 'laptop-ann', 'nothing.txt', '/'], 'There is no document and no folder nothing.txt'],
  [['move', 'laptop-ann', 'nothing.txt', 'nowhere'], 'There is no document and no folder'],
  [['new-folder', 'laptop-ann', 'new', '--in', 'nowhere'], 'There is no folder nowhere'],
  [['count', 'laptop-ann', 'file/team.visits', 'some'], '"some" cannot be counted'],
  [['remove', 'laptop-ann', 'file/team.members', 'ann'], 'file/team.members does not hold that'],
  [['refer', 'laptop-ann', 'a/b.c', 'nonsense'], 'is no record'],
])('file %j is refused with the reason, and nothing is written', async (words, reason) => {
  const desk = await Desk.withTwoCopies()
  const before = desk.tree('laptop-ann')

  const answer = await desk.file(...words)

  expect(answer.code).toBe(2)
  expect(answer.err).toContain(reason)
  expect(Object.keys(desk.tree('laptop-ann'))).toEqual(Object.keys(before))
})
