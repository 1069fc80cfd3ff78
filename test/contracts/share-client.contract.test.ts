import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import type { ShareAnswer, ShareClient, ShareSession } from '../../src/engine/index.ts'
import { folderShare } from '../../src/real/folder-share.ts'
import { staleShareClient } from '../../src/sim/storage/stale-share.ts'
import { freshFolder } from './fresh-folder.ts'
import { simShareClient } from './sim-world.ts'

/** A share that is there, one that is not, and, where the platform can tell it, one that accepts `limit` sessions. */
interface Ground {
  readonly client: ShareClient
  readonly address: string
  readonly missing: string
  readonly limited: { readonly address: string; readonly limit: number } | null
}

const shares: Record<string, () => Ground> = {
  'a real folder': () => {
    const folder = freshFolder()
    mkdirSync(join(folder, 'share'))
    return {
      client: folderShare,
      address: join(folder, 'share'),
      missing: join(folder, 'nothing'),
      limited: null,
    }
  },
  'a folder of a simulated machine': () => ({
    client: simShareClient(20),
    address: 'parent',
    missing: 'nothing',
    limited: { address: 'parent', limit: 20 },
  }),
  // At a time that stands still: nothing that it was told of names ever ages.
  'a share whose listings are stale': () => ({
    client: staleShareClient(simShareClient(20), () => 0),
    address: 'parent',
    missing: 'nothing',
    limited: { address: 'parent', limit: 20 },
  }),
}

const refusalCases = {
  'the session beyond the limit is refused with error 71': async (ground: Limited) => {
    await fill(ground)

    const answer = await ground.client.connect(ground.address)

    expect(answer).toMatchObject({ kind: 'refused', code: 71 })
  },
  'a session given back makes room for another': async (ground: Limited) => {
    const [first] = await fill(ground)

    await first?.disconnect()

    expect((await ground.client.connect(ground.address)).kind).toBe('session')
  },
  'a refusal takes no place from anybody': async (ground: Limited) => {
    const [first] = await fill(ground)
    await ground.client.connect(ground.address)

    await first?.disconnect()

    expect((await ground.client.connect(ground.address)).kind).toBe('session')
  },
}

/** A plain folder refuses nobody. These wait for a real host with a session limit. */
export const pendingOnRealShare = [
  'the session beyond the limit is refused with error 71',
  'a session given back makes room for another',
  'a refusal takes no place from anybody',
]

interface Limited {
  readonly client: ShareClient
  readonly address: string
  readonly limit: number
}

const fill = async ({ client, address, limit }: Limited): Promise<ShareSession[]> => {
  const sessions: ShareSession[] = []
  for (let count = 0; count < limit; count += 1) sessions.push(await opened(client, address))
  return sessions
}

const opened = async (client: ShareClient, address: string): Promise<ShareSession> => {
  const answer = await client.connect(address)
  if (answer.kind !== 'session') throw new Error(`no session: ${answer.kind}, ${answer.detail}`)
  return answer.session
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = (answer: ShareAnswer<Uint8Array>): string =>
  answer.kind === 'ok' ? new TextDecoder().decode(answer.value) : answer.kind

describe.each(Object.entries(shares))('share: %s', (_name, make) => {
  const open = async (): Promise<ShareSession> => {
    const { client, address } = make()
    return opened(client, address)
  }

  test('a share that is not there is unreachable', async () => {
    const { client, missing } = make()

    expect((await client.connect(missing)).kind).toBe('unreachable')
  })

  test('what does not exist is absent', async () => {
    const session = await open()

    const answers = await Promise.all([
      session.read('a/b'),
      session.readPart('a/b', 0, 1),
      session.sizeBytes('a/b'),
      session.list('a'),
    ])

    expect(answers.map(({ kind }) => kind)).toEqual(['absent', 'absent', 'absent', 'absent'])
  })

  test('a whole write makes its folders and is read back', async () => {
    const session = await open()

    expect(await session.writeWhole('a/b/c', bytes('hello'))).toEqual({ kind: 'ok', value: null })

    expect(text(await session.read('a/b/c'))).toBe('hello')
    expect(await session.sizeBytes('a/b/c')).toEqual({ kind: 'ok', value: 5 })
  })

  test('a whole write replaces and leaves nothing beside it', async () => {
    const session = await open()
    await session.writeWhole('a/b', bytes('a longer text'))

    await session.writeWhole('a/b', bytes('short'))

    expect(text(await session.read('a/b'))).toBe('short')
    expect(await session.list('a')).toEqual({ kind: 'ok', value: ['b'] })
  })

  test('two sessions see the same files', async () => {
    const { client, address } = make()
    const [one, other] = [await opened(client, address), await opened(client, address)]

    await one.writeWhole('a', bytes('from one'))

    expect(text(await other.read('a'))).toBe('from one')
  })

  test('a part is shorter at the end of the file', async () => {
    const session = await open()
    await session.writeWhole('a', bytes('0123456789'))

    expect(text(await session.readPart('a', 2, 3))).toBe('234')
    expect(text(await session.readPart('a', 8, 5))).toBe('89')
    expect(text(await session.readPart('a', 12, 5))).toBe('')
  })

  test('parts written in turn make up one file', async () => {
    const session = await open()

    await session.writePart('incoming/x', 0, bytes('one '))
    await session.writePart('incoming/x', 4, bytes('two'))

    expect(text(await session.read('incoming/x'))).toBe('one two')
  })

  test('a part written again does no harm', async () => {
    const session = await open()
    await session.writePart('x', 0, bytes('one two'))

    await session.writePart('x', 4, bytes('two'))

    expect(text(await session.read('x'))).toBe('one two')
  })

  test('a rename moves, replaces and makes folders', async () => {
    const session = await open()
    await session.writeWhole('from', bytes('new'))
    await session.writeWhole('to/here', bytes('old'))

    expect((await session.rename('from', 'to/here')).kind).toBe('ok')

    expect(text(await session.read('to/here'))).toBe('new')
    expect((await session.read('from')).kind).toBe('absent')
  })

  test('a rename of what is not there is absent', async () => {
    const session = await open()

    expect((await session.rename('from', 'to')).kind).toBe('absent')
  })

  test('names are listed by code unit', async () => {
    const session = await open()
    for (const name of ['b', 'a', 'B', '10', '9']) await session.writeWhole(`in/${name}`, bytes(name))

    expect(await session.list('in')).toEqual({ kind: 'ok', value: ['10', '9', 'B', 'a', 'b'] })
  })

  test.each(['../out', 'a/../../out', '/out', 'a//b', './a'])('a path like %s is denied', async (path) => {
    const session = await open()

    expect((await session.writeWhole(path, bytes('1'))).kind).toBe('denied')
    expect((await session.read(path)).kind).toBe('denied')
  })

  test('a session given back carries nothing out', async () => {
    const { client, address } = make()
    const session = await opened(client, address)
    await session.disconnect()

    expect((await session.writeWhole('a', bytes('1'))).kind).toBe('lost')
    expect((await session.read('a')).kind).toBe('lost')

    expect((await (await opened(client, address)).read('a')).kind).toBe('absent')
  })

  test('a session can be given back twice', async () => {
    const session = await open()
    await session.disconnect()

    await expect(session.disconnect()).resolves.toBeUndefined()
  })
})

describe.each(Object.entries(shares))('share: %s, with a session limit', (name, make) => {
  if (name === 'a real folder') {
    test(`pending on a plain folder: ${pendingOnRealShare.join('; ')}`, () => {
      expect(folderShare.limits).toEqual({ canEndSession: false, tellsRefusal: false })
      expect(pendingOnRealShare).toEqual(Object.keys(refusalCases))
    })
    return
  }
  test.each(Object.entries(refusalCases))('%s', async (_title, check) => {
    const { client, limited } = make()
    if (!limited) throw new Error(`${name} tells refusals, and needs a limited share in the table`)
    await check({ client, ...limited })
  })
})

test('a file is no share', async () => {
  const file = join(freshFolder(), 'file')
  writeFileSync(file, '')

  expect((await folderShare.connect(file)).kind).toBe('unreachable')
})
