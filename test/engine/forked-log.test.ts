import { cpSync } from 'node:fs'

import { expect, test } from 'vitest'

import { clonedMachine, Desk } from '../cli/file/desk.ts'

interface Office {
  readonly desk: Desk
  /** Types a line on the machine that the named copy lies on. */
  readonly does: (line: string) => Promise<string>
}

/** A laptop whose whole disk was cloned, with what the machine remembers; both are then worked in. */
const clonedDisk = async (): Promise<Office> => {
  const desk = await Desk.withTwoCopies()
  await desk.does('edit laptop-ann t/1.x before')
  cpSync(desk.path('laptop-ann'), desk.path('laptop-twin'), { recursive: true })
  const [original, twin] = [desk.machine, clonedMachine(desk, 'laptop-ann', 'laptop-twin')]
  const does = (line: string): Promise<string> => {
    desk.machine = line.includes('laptop-twin') ? twin : original
    return desk.does(line)
  }
  await does('edit laptop-ann t/1.x ann')
  await does('edit laptop-twin t/1.x twin')
  await does('edit laptop-twin t/2.y more')
  return { desk, does }
}

const levels = async ({ does }: Office, ...copies: readonly string[]): Promise<void> => {
  for (const copy of [...copies, ...copies]) await does(`sync ${copy}`)
}

const everybody = ['laptop-ann', 'laptop-twin', 'laptop-bob']

const json = async ({ does }: Office, line: string): Promise<Record<string, unknown>> =>
  JSON.parse(await does(`${line} --json`)) as Record<string, unknown>

const valuesIn = async (office: Office, copy: string): Promise<unknown> => {
  const conflicts = (await json(office, `conflicts ${copy}`))['conflicts'] as readonly {
    readonly path: string
    readonly values: readonly { readonly value: unknown; readonly copy: string; readonly valueId: string }[]
  }[]
  return conflicts.map(({ path, values }) => ({
    path,
    values: values.map(({ value, copy: by, valueId }) => [value, by, valueId]),
  }))
}

test.each([
  ['laptop-ann', 'laptop-twin'],
  ['laptop-twin', 'laptop-ann'],
])(
  'two histories of one line are both kept, alike everywhere: %s first, then %s (row 38)',
  async (first, second) => {
    const office = await clonedDisk()
    await office.does(`sync ${first}`)
    await office.does(`sync ${second}`)
    await levels(office, ...everybody)

    const listed: unknown[] = []
    for (const copy of ['ACME', ...everybody]) listed.push(await valuesIn(office, copy))

    expect(listed[0]).toEqual([
      {
        path: 't/1.x',
        values: [
          ['twin', 'laptop-ann', expect.any(String)],
          ['ann', 'laptop-ann', expect.any(String)],
        ],
      },
    ])
    expect(listed).toEqual(listed.map(() => listed[0]))
    for (const copy of everybody)
      expect(await json(office, `show ${copy} t/2.y`)).toMatchObject({ value: 'more' })
  },
)

test('both twins go on with lines of their own, and status explains it', async () => {
  const office = await clonedDisk()
  await levels(office, ...everybody)

  await office.does('edit laptop-ann t/3.z 1')
  await office.does('edit laptop-twin t/3.z 2')
  await levels(office, ...everybody)

  const views = [await json(office, 'status laptop-ann'), await json(office, 'status laptop-twin')]
  const [ann, twin] = views.map((view) => (view['line'] as { id: string }).id)
  const [split] = (views[0]?.['splits'] ?? []) as readonly {
    readonly line: string
    readonly afterSeq: number
  }[]
  expect(ann).not.toBe(twin)
  expect([ann, twin]).not.toContain(split?.line)
  expect(split).toMatchObject({ copyName: 'laptop-ann', afterSeq: 2 })
  expect(views[1]?.['splits']).toEqual(views[0]?.['splits'])
  expect(await office.does('status laptop-bob')).toContain(
    'laptop-ann was worked in twice after its event 2, as where a disk was cloned: all 2 histories are kept',
  )
  expect(await json(office, 'status laptop-bob')).toMatchObject({ unapplied: 0, unsent: 0, conflicts: 2 })
})

test('whoever learns that its line is written elsewhere says so at once', async () => {
  const office = await clonedDisk()
  await office.does('sync laptop-twin')
  await office.does('show laptop-ann t/1.x')

  const answer = await office.desk.file('sync', 'laptop-ann')

  expect(answer).toMatchObject({ code: 0 })
  expect(answer.err).toContain('laptop-ann has a twin, made by copying its folder or its disk')
})

test('a conflict between two histories is settled like any other', async () => {
  const office = await clonedDisk()
  await levels(office, ...everybody)
  const [conflict] = (await valuesIn(office, 'laptop-bob')) as readonly {
    readonly values: readonly (readonly [string, string, string])[]
  }[]
  const taken = conflict?.values.find(([value]) => value === 'ann')?.[2]

  await office.does(`resolve laptop-bob t/1.x --take ${taken}`)
  await levels(office, ...everybody)

  for (const copy of ['ACME', ...everybody]) {
    expect(await json(office, `show ${copy} t/1.x`)).toMatchObject({ value: 'ann', conflict: false })
  }
})

test('a token from before the split still replaces what was shown', async () => {
  const office = await clonedDisk()
  const seen = (await json(office, 'show laptop-ann t/2.x'))['seen']
  const { seen: edited } = await json(office, 'edit laptop-ann t/2.x old')
  await levels(office, ...everybody)

  await office.does(`edit laptop-ann t/2.x new --seen ${String(edited)}`)

  expect(seen).toBe('nothing')
  expect(await json(office, 'show laptop-ann t/2.x')).toMatchObject({ value: 'new', conflict: false })
})
