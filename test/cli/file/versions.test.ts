import { describe, expect, test } from 'vitest'

import { Desk } from './desk.ts'

interface ListedVersion {
  readonly versionId: string
  readonly author: string
  readonly standing: string
  readonly here: boolean
}

const versionsOf = async (desk: Desk, copy: string): Promise<readonly ListedVersion[]> =>
  (await desk.json(`document versions ${copy} memo.txt`))['versions'] as readonly ListedVersion[]

const by = (versions: readonly ListedVersion[], author: string): ListedVersion =>
  versions.find((version) => version.author === author) ?? {
    versionId: '',
    author,
    standing: '',
    here: false,
  }

const level = async (desk: Desk, ...copies: readonly string[]): Promise<void> => {
  for (const copy of copies) await desk.does(`sync ${copy}`)
}

/** Both have saved apart; bob's is shown, since he saved later. */
const inConflict = async (large = ''): Promise<Desk> => {
  const desk = new Desk()
  desk.write('source/memo.txt', 'first memo')
  await desk.does('create ACME --from source --user office')
  await desk.does('copy create ACME laptop-ann --user ann')
  await desk.does('copy create ACME laptop-bob --user bob')
  desk.write('laptop-ann/memo.txt', `memo of ann${large}`)
  await level(desk, 'laptop-ann')
  desk.write('laptop-bob/memo.txt', `memo of bob${large}`)
  await level(desk, 'laptop-bob', 'laptop-ann')
  return desk
}

describe('versions of a document', () => {
  test('stay, whether they lost a conflict or were replaced (rows 15, 17)', async () => {
    const desk = await inConflict()

    const versions = await versionsOf(desk, 'laptop-ann')

    expect(versions.map(({ author, standing }) => [author, standing])).toEqual([
      ['bob', 'shown'],
      ['ann', 'in-conflict'],
      ['office', 'replaced'],
    ])
    await desk.does(
      `document export laptop-ann memo.txt first.txt --version ${by(versions, 'office').versionId}`,
    )
    expect(desk.read('first.txt')).toBe('first memo')
  })

  test('a loser that was settled is promoted, on every copy (rows 15, 17)', async () => {
    const desk = await inConflict()
    const [conflict] = await desk.conflicts('laptop-bob')
    await desk.does(`conflict resolve laptop-bob ${conflict?.conflictId} --take ${conflict?.shownValueId}`)
    await level(desk, 'laptop-bob', 'laptop-ann')
    const anns = by(await versionsOf(desk, 'laptop-ann'), 'ann')
    expect(anns.standing).toBe('replaced')

    await desk.does(`document promote laptop-ann memo.txt --version ${anns.versionId}`)
    await level(desk, 'laptop-ann', 'laptop-bob')

    expect(desk.read('laptop-bob/memo.txt')).toBe('memo of ann')
    expect(await desk.conflicts('laptop-bob')).toEqual([])
  })

  test('promoting replaces what is shown, and leaves a conflict open that nobody settled', async () => {
    const desk = await inConflict()
    const first = by(await versionsOf(desk, 'laptop-ann'), 'office')

    const said = await desk.does(`document promote laptop-ann memo.txt --version ${first.versionId}`)

    expect(said).toContain('IN CONFLICT')
    expect((await desk.conflicts('laptop-ann'))[0]?.values.map(({ author }) => author).sort()).toEqual([
      'ann',
      'ann',
    ])
  })

  test('a large one is exported and promoted as a small one', async () => {
    const desk = await inConflict(' and so on'.repeat(60_000))
    const versions = await versionsOf(desk, 'laptop-bob')

    await desk.does(`document export laptop-bob memo.txt anns.txt --version ${by(versions, 'ann').versionId}`)

    expect(desk.read('anns.txt')).toBe(`memo of ann${' and so on'.repeat(60_000)}`)
  })

  test('nothing is exported over what is there, and no version is made up', async () => {
    const desk = await inConflict()
    desk.write('mine.txt', 'mine')

    const over = await desk.file('document', 'export', 'laptop-ann', 'memo.txt', 'mine.txt')
    const unknown = await desk.file('document', 'promote', 'laptop-ann', 'memo.txt', '--version', 'nonsense')

    expect(over).toMatchObject({ code: 2, err: expect.stringContaining('something at mine.txt already') })
    expect(desk.read('mine.txt')).toBe('mine')
    expect(unknown).toMatchObject({ code: 2, err: expect.stringContaining('no version nonsense') })
  })
})
