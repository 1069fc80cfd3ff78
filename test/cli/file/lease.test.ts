import { readdirSync, utimesSync } from 'node:fs'

import { expect, test } from 'vitest'

import { Desk } from './desk.ts'

const memo = 'memo.txt'

/** A client file with one document, and a copy for ann and one for bob. */
const deskWithMemo = async (): Promise<Desk> => {
  const desk = new Desk()
  desk.write(`papers/${memo}`, 'first')
  await desk.does('create ACME --from papers')
  await desk.does('copy ACME laptop-ann --user ann')
  await desk.does('copy ACME laptop-bob --user bob')
  return desk
}

/** Lets an hour pass for every lease, by the clock of the share. */
const hourPasses = (desk: Desk): void => {
  const leases = desk.path('ACME', '.shakedown', 'leases')
  const files = readdirSync(leases, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\d{8}$/.test(path),
  )
  const anHourAgo = new Date(Date.now() - 3_600_000)
  for (const file of files) utimesSync(desk.path('ACME', '.shakedown', 'leases', file), anHourAgo, anHourAgo)
}

const leasesOf = async (desk: Desk, copy: string): Promise<unknown> =>
  (await desk.json(`status ${copy}`))['leases']

test('(row 29) exclusive use is shown to everybody: by whom, since when and until when', async () => {
  const desk = await deskWithMemo()

  expect(await desk.does(`lease laptop-ann ${memo} --for 30`)).toContain(`${memo} is this copy's alone until`)

  const row = {
    document: memo,
    by: 'ann in laptop-ann',
    since: expect.any(String),
    until: expect.any(String),
  }
  expect(await leasesOf(desk, 'laptop-ann')).toEqual([expect.objectContaining({ ...row, state: 'held' })])
  expect(await leasesOf(desk, 'laptop-bob')).toEqual([expect.objectContaining({ ...row, state: 'taken' })])
  expect(await leasesOf(desk, 'ACME')).toEqual([expect.objectContaining({ ...row, state: 'taken' })])
  expect(await desk.does('status laptop-bob')).toContain(`exclusive  ${memo}: ann in laptop-ann alone, since`)
})

test('(row 29) who comes second is told who has it, and what to do', async () => {
  const desk = await deskWithMemo()
  await desk.does(`lease laptop-ann ${memo}`)

  const answer = await desk.file('lease', 'laptop-bob', memo)

  expect(answer.code).toBe(4)
  expect(answer.err).toContain(`${memo} is in exclusive use by ann in laptop-ann, since`)
})

test('(row 29) what is given back is free for everybody', async () => {
  const desk = await deskWithMemo()
  await desk.does(`lease laptop-ann ${memo}`)

  expect(await desk.does(`release-lease laptop-ann ${memo}`)).toContain('is free for everybody again')

  expect(await leasesOf(desk, 'laptop-ann')).toEqual([])
  expect(await desk.does(`lease laptop-bob ${memo}`)).toContain('alone until')
})

test('what another copy holds is not given back', async () => {
  const desk = await deskWithMemo()
  await desk.does(`lease laptop-ann ${memo}`)

  expect(await desk.does(`release-lease laptop-bob ${memo}`)).toContain('did not have exclusive use')

  expect((await desk.file('lease', 'laptop-bob', memo)).code).toBe(4)
})

test('(row 30) a holder that comes back after its time is told that it lost it, and to whom', async () => {
  const desk = await deskWithMemo()
  await desk.does(`lease laptop-ann ${memo}`)
  hourPasses(desk)
  await desk.does(`lease laptop-bob ${memo}`)

  expect(await leasesOf(desk, 'laptop-ann')).toMatchObject([
    { state: 'taken', by: 'bob in laptop-bob' },
    { state: 'lost', until: expect.any(String) },
  ])
  const again = await desk.file('lease', 'laptop-ann', memo)
  expect(again.err).toContain('and lost it')
})

test('(row 30) a holder that comes back after its time, where nobody took it, is told that it lapsed', async () => {
  const desk = await deskWithMemo()
  await desk.does(`lease laptop-ann ${memo}`)
  hourPasses(desk)

  expect(await leasesOf(desk, 'laptop-ann')).toMatchObject([{ state: 'lost' }])
  expect(await desk.does(`lease laptop-ann ${memo}`)).toContain('It had lapsed at')
})

test("(row 30) a stale holder's save becomes a version in conflict, and overwrites nothing", async () => {
  const desk = await deskWithMemo()
  await desk.does(`lease laptop-ann ${memo}`)
  desk.write(`laptop-ann/${memo}`, 'by ann, who fell asleep over it')
  hourPasses(desk)
  await desk.does(`lease laptop-bob ${memo}`)
  desk.write(`laptop-bob/${memo}`, 'by bob, while it was his')
  await desk.does('sync laptop-bob')

  await desk.does('sync laptop-ann')

  const [conflict] = await desk.conflicts('laptop-ann')
  expect(conflict?.values.map(({ author }) => author).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
    'ann',
    'bob',
  ])
})

test.each([
  ['memo.doc', 'There is no document memo.doc'],
  [`${memo} --for 0`, 'no time for a lease'],
  [`${memo} --for 10000`, 'no time for a lease'],
  [`${memo} --for soon`, 'no time for a lease'],
])('file lease laptop-ann %s is refused with the reason', async (words, reason) => {
  const desk = await deskWithMemo()

  const answer = await desk.file('lease', 'laptop-ann', ...words.split(' '))

  expect(answer).toMatchObject({ code: 2, err: expect.stringContaining(reason) })
})
