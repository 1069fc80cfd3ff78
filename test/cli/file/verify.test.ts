import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { freshFolder } from '../../contracts/fresh-folder.ts'
import { Desk } from './desk.ts'

const atWork = async (): Promise<Desk> => {
  const desk = await Desk.withTwoCopies()
  await desk.does('field edit laptop-ann tb/1.amount 4200')
  await desk.does('sync laptop-ann')
  await desk.does('sync laptop-bob')
  return desk
}

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

describe('(row 60) file verify', () => {
  test('proves the whole history, and says who wrote what', async () => {
    const desk = await atWork()

    const answer = await desk.file('verify', 'laptop-bob')

    expect(answer).toMatchObject({ code: 0, err: '' })
    expect(answer.out).toContain('laptop-bob: history of 3 logs, 4 events')
    expect(answer.out).toMatch(/of laptop-ann \(ann\): 2 events chained from the first, all signed/)
  })

  test('changes nothing, not even in a folder that is in use', async () => {
    const desk = await atWork()
    const before = desk.tree('laptop-bob')

    await desk.does('verify laptop-bob')

    expect(desk.tree('laptop-bob')).toEqual(before)
  })

  test('names what is wrong, and ends with 3', async () => {
    const desk = await atWork()
    const [range = ''] = filesUnder(desk.path('ACME/.shakedown/ranges'))
    const bytes = readFileSync(range)
    writeFileSync(range, bytes.with(40, (bytes[40] ?? 0) ^ 1))

    const answer = await desk.file('verify', 'ACME')

    expect(answer.code).toBe(3)
    expect(answer.out).toContain('wrong      .shakedown/ranges/')
    expect(answer.err).toContain('ACME is not whole')
  })

  test('prints JSON, also of a history that does not hold', async () => {
    const desk = await atWork()
    const [range = ''] = filesUnder(desk.path('ACME/.shakedown/ranges'))
    writeFileSync(range, 'nothing of ours')

    const { code, out } = await desk.file('verify', 'ACME', '--json')

    expect(code).toBe(3)
    const { history } = JSON.parse(out) as { history: { troubles: readonly { path: string }[] } }
    expect(history.troubles.map(({ path }) => path)).toContain(range.slice(desk.path('ACME').length + 1))
  })

  test('ends with 3 where there is no client file', async () => {
    const desk = new Desk()
    desk.write('other/memo.txt', 'nothing of ours')

    expect((await desk.file('verify', 'other')).code).toBe(3)
  })
})

describe('private keys', () => {
  test('lie outside every copy, for their user alone', async () => {
    const desk = await atWork()
    const keys = filesUnder(join(desk.machine, 'keys'))
    const secrets = keys.map((path) => readFileSync(path))
    const carried = ['ACME', 'laptop-ann', 'laptop-bob'].flatMap((copy) =>
      filesUnder(desk.path(copy)).map((path) => readFileSync(path)),
    )

    expect(keys).toHaveLength(3)
    expect(keys.map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o600, 0o600])
    expect(carried.filter((bytes) => secrets.some((secret) => bytes.includes(secret)))).toEqual([])
  })

  test('do not travel with a folder: on another machine it writes, and signs, a log of its own', async () => {
    const desk = await atWork()
    cpSync(desk.path('laptop-ann'), desk.path('elsewhere'), { recursive: true })
    desk.machine = freshFolder()

    await desk.does('field edit elsewhere tb/1.amount 77')

    const { out } = await desk.file('verify', 'elsewhere')
    expect(out).toContain('history of 4 logs')
    expect(out.match(/of laptop-ann \(ann\): \d events chained from the first, all signed/g)).toHaveLength(2)
    expect(filesUnder(join(desk.machine, 'keys'))).toHaveLength(1)
  })
})
