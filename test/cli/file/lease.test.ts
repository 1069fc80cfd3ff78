import { chmodSync, readdirSync, statSync, utimesSync } from 'node:fs'

import { expect, test } from 'vitest'

import { Desk } from './desk.ts'

const memo = 'memo.txt'

/** A client file with one document, and a copy for ann and one for bob. */
const deskWithMemo = async (): Promise<Desk> => {
  const desk = new Desk()
  desk.write(`papers/${memo}`, 'first')
  await desk.does('create ACME --from papers')
  await desk.does('copy create ACME laptop-ann --user ann')
  await desk.does('copy create ACME laptop-bob --user bob')
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

  expect(await desk.does(`document lease laptop-ann ${memo} --for 30`)).toContain(
    `${memo} is this copy's alone until`,
  )

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
  await desk.does(`document lease laptop-ann ${memo}`)

  const answer = await desk.file('document', 'lease', 'laptop-bob', memo)

  expect(answer.code).toBe(4)
  expect(answer.err).toContain(`${memo} is in exclusive use by ann in laptop-ann, since`)
})

test('(row 29) what is given back is free for everybody', async () => {
  const desk = await deskWithMemo()
  await desk.does(`document lease laptop-ann ${memo}`)

  expect(await desk.does(`document release laptop-ann ${memo}`)).toContain('is free for everybody again')

  expect(await leasesOf(desk, 'laptop-ann')).toEqual([])
  expect(await desk.does(`document lease laptop-bob ${memo}`)).toContain('alone until')
})

test('what another copy holds is not given back', async () => {
  const desk = await deskWithMemo()
  await desk.does(`document lease laptop-ann ${memo}`)

  expect(await desk.does(`document release laptop-bob ${memo}`)).toContain('did not have exclusive use')

  expect((await desk.file('document', 'lease', 'laptop-bob', memo)).code).toBe(4)
})

test('(row 30) a holder that comes back after its time is told that it lost it, and to whom', async () => {
  const desk = await deskWithMemo()
  await desk.does(`document lease laptop-ann ${memo}`)
  hourPasses(desk)
  await desk.does(`document lease laptop-bob ${memo}`)

  expect(await leasesOf(desk, 'laptop-ann')).toMatchObject([
    { state: 'taken', by: 'bob in laptop-bob' },
    { state: 'lost', until: expect.any(String) },
  ])
  const again = await desk.file('document', 'lease', 'laptop-ann', memo)
  expect(again.err).toContain('and lost it')
})

test('(row 30) a holder that comes back after its time, where nobody took it, is told that it lapsed', async () => {
  const desk = await deskWithMemo()
  await desk.does(`document lease laptop-ann ${memo}`)
  hourPasses(desk)

  expect(await leasesOf(desk, 'laptop-ann')).toMatchObject([{ state: 'lost' }])
  expect(await desk.does(`document lease laptop-ann ${memo}`)).toContain('It had lapsed at')
})

test("(row 30) a stale holder's save becomes a version in conflict, and overwrites nothing", async () => {
  const desk = await deskWithMemo()
  await desk.does(`document lease laptop-ann ${memo}`)
  desk.write(`laptop-ann/${memo}`, 'by ann, who fell asleep over it')
  hourPasses(desk)
  await desk.does(`document lease laptop-bob ${memo}`)
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

  const answer = await desk.file('document', 'lease', 'laptop-ann', ...words.split(' '))

  expect(answer).toMatchObject({ code: 2, err: expect.stringContaining(reason) })
})

/** Both know that ann has something for herself. */
const annHasIt = async (what = ` ${memo}`): Promise<Desk> => {
  const desk = await deskWithMemo()
  await desk.does(`field edit laptop-bob tb/1.amount 1`)
  for (const copy of ['laptop-bob', 'laptop-ann']) await desk.does(`sync ${copy}`)
  await desk.does(`document lease laptop-ann${what} --for 30`)
  for (const copy of ['laptop-bob', 'laptop-ann']) await desk.does(`sync ${copy}`)
  return desk
}

const isWritable = (desk: Desk, path: string): boolean => (statSync(desk.path(path)).mode & 0o200) !== 0

test('(row 29) while another copy has a document, nobody else writes it here, and everything else can be written', async () => {
  const desk = await annHasIt()
  const answer = await desk.file('document', 'behaviour', 'laptop-bob', 'on-demand', '--document', memo)

  expect(answer.code).toBe(4)
  expect(answer.err).toMatch(/Nothing was written in laptop-bob: ann in laptop-ann has it alone, until \S+/)
  expect(answer.err).toContain('--anyway')
  expect((await desk.file('delete', 'laptop-bob', memo)).code).toBe(4)
  expect((await desk.file('field', 'edit', 'laptop-bob', 'tb/1.amount', '2')).code).toBe(0)
  expect((await desk.file('delete', 'laptop-ann', memo)).code).toBe(0)
})

test('(row 29) a save waits in the working folder, and is taken on when the document is given back', async () => {
  const desk = await annHasIt()
  chmodSync(desk.path('laptop-bob', memo), 0o644)
  desk.write(`laptop-bob/${memo}`, 'by bob, who insisted')

  expect(await desk.does('sync laptop-bob')).toContain(
    `not saved yet, and left in the working folder: ${memo}: ann in laptop-ann has it alone, until`,
  )
  expect(desk.read(`laptop-bob/${memo}`)).toBe('by bob, who insisted')
  expect((await desk.file('copy', 'leave', 'laptop-bob')).err).toContain('a save in its working folder waits')
  await desk.does(`document release laptop-ann ${memo}`)

  expect(await desk.does('sync laptop-bob')).toContain(`saved in the working folder: ${memo}`)

  await desk.does('sync laptop-ann')
  expect(desk.read(`laptop-ann/${memo}`)).toBe('by bob, who insisted')
})

test('(row 29) its file is read-only in other working folders meanwhile, new versions of it too, and comes back', async () => {
  const desk = await annHasIt()
  expect([isWritable(desk, `laptop-bob/${memo}`), isWritable(desk, `laptop-ann/${memo}`)]).toEqual([
    false,
    true,
  ])

  desk.write(`laptop-ann/${memo}`, 'by ann')
  for (const copy of ['laptop-ann', 'laptop-bob']) await desk.does(`sync ${copy}`)
  expect(desk.read(`laptop-bob/${memo}`)).toBe('by ann')
  expect(isWritable(desk, `laptop-bob/${memo}`)).toBe(false)

  await desk.does(`document release laptop-ann ${memo}`)
  await desk.does('sync laptop-bob')

  expect(isWritable(desk, `laptop-bob/${memo}`)).toBe(true)
})

test('(row 29) whoever has the whole file has every record and document of it', async () => {
  const desk = await annHasIt('')

  expect((await desk.file('field', 'edit', 'laptop-bob', 'tb/1.amount', '2')).err).toContain(
    'ann in laptop-ann has it alone',
  )
  expect(isWritable(desk, `laptop-bob/${memo}`)).toBe(false)
  expect((await desk.file('document', 'lease', 'laptop-bob', memo)).err).toContain(
    'is in exclusive use by ann in laptop-ann',
  )
  expect(await desk.does('status laptop-bob')).toContain('exclusive  the whole file: ann in laptop-ann alone')
  expect((await desk.file('field', 'edit', 'laptop-ann', 'tb/1.amount', '2')).code).toBe(0)
  expect((await desk.file('field', 'edit', 'ACME', 'tb/1.amount', '3')).err).toContain(
    'ann in laptop-ann has it alone',
  )
})

test('(row 29) it can be taken all the same, and whoever had it is told', async () => {
  const desk = await annHasIt()

  expect(await desk.does(`document lease laptop-bob ${memo} --anyway`)).toContain(
    "is this copy's alone until",
  )

  expect(isWritable(desk, `laptop-bob/${memo}`)).toBe(true)
  await desk.does('sync laptop-ann')
  expect(isWritable(desk, `laptop-ann/${memo}`)).toBe(false)
  expect(await leasesOf(desk, 'laptop-ann')).toMatchObject([{ state: 'taken' }, { state: 'lost' }])
})

test('(row 29) a copy that was not told writes on, and what both saved is in conflict', async () => {
  const desk = await deskWithMemo()
  await desk.does(`document lease laptop-ann ${memo}`)
  desk.write(`laptop-ann/${memo}`, 'by ann')
  desk.write(`laptop-bob/${memo}`, 'by bob, who was on a train')
  await desk.does('sync laptop-ann')

  await desk.does('sync laptop-bob')

  expect((await desk.conflicts('laptop-bob'))[0]?.values).toHaveLength(2)
})
