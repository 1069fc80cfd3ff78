import { afterEach, describe, expect, test } from 'vitest'

import type { ArbiterSession, ShareAnswer, ShareClient } from '../../src/engine/ports/share-client.ts'

/** A share that is there, one that is not, and, where the platform can tell it, one that accepts `limit` sessions. */
export interface Ground {
  readonly client: ShareClient<ArbiterSession>
  readonly address: string
  readonly missing: string
  /** `code`: what the host's refusal amounts to. */
  readonly limited: { readonly address: string; readonly limit: number; readonly code: number } | null
}

type Limited = NonNullable<Ground['limited']> & { readonly client: ShareClient<ArbiterSession> }

const refusalCases = {
  'the session beyond the limit is refused, and told so': async (ground: Limited) => {
    await fill(ground)

    const answer = await ground.client.connect(ground.address)

    expect(answer).toMatchObject({ kind: 'refused', code: ground.code })
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

/** What must hold of every share, whoever implements it. Sessions that a test leaves open are given back after it. */
export const shareContract = (name: string, ground: () => Ground): void => {
  const left: ArbiterSession[] = []
  const make = (): Ground => {
    const made = ground()
    return { ...made, client: noting(made.client, left) }
  }

  describe(`share: ${name}`, () => {
    afterEach(() => Promise.all(left.splice(0).map((session) => session.disconnect())))
    generalCases(make)
    test.each(Object.entries(refusalCases))('where there is a session limit, %s', async (_title, check) => {
      const { client, limited } = make()
      // A platform that cannot tell a refusal has to say so.
      expect(client.limits.reportsRefusal).toBe(limited !== null)
      if (limited) await check({ client, ...limited })
    })
  })
}

const noting = (
  client: ShareClient<ArbiterSession>,
  left: ArbiterSession[],
): ShareClient<ArbiterSession> => ({
  limits: client.limits,
  connect: async (address) => {
    const answer = await client.connect(address)
    if (answer.kind === 'session') left.push(answer.session)
    return answer
  },
})

const generalCases = (make: () => Ground): void => {
  const open = async (): Promise<ArbiterSession> => {
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

  test('a part whose beginning is not there is refused, and leaves no hole', async () => {
    const session = await open()
    await session.writePart('incoming/short', 0, bytes('one'))

    expect(await session.writePart('incoming/gone', 4, bytes('two'))).toEqual({ kind: 'absent' })
    expect(await session.writePart('incoming/short', 4, bytes('two'))).toEqual({ kind: 'absent' })

    expect(await session.read('incoming/gone')).toEqual({ kind: 'absent' })
    expect(text(await session.read('incoming/short'))).toBe('one')
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
    // No two that differ in case alone: on many hosts they would be one file.
    for (const name of ['c', 'a', 'B', '10', '9']) await session.writeWhole(`in/${name}`, bytes(name))

    expect(await session.list('in')).toEqual({ kind: 'ok', value: ['10', '9', 'B', 'a', 'c'] })
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

  test('of those who make one file, one makes it and the others are told', async () => {
    const { client, address } = make()
    const visitors = [
      await opened(client, address),
      await opened(client, address),
      await opened(client, address),
    ]

    const answers = await Promise.all(
      visitors.map((visitor, index) => visitor.createExclusive('leases/x/1', bytes(`${index}`))),
    )

    const words = answers.map((answer) => answer.kind === 'ok' && answer.value)
    expect(words.filter((word) => word === 'made')).toHaveLength(1)
    expect(words.filter((word) => word === 'exists')).toHaveLength(2)
    const first = words.indexOf('made')
    expect(text(await (await opened(client, address)).read('leases/x/1'))).toBe(`${first}`)
  })

  test('a file that is there is not made again, and stays as it was', async () => {
    const session = await open()
    await session.writeWhole('a/b', bytes('first'))

    expect(await session.createExclusive('a/b', bytes('second'))).toEqual({ kind: 'ok', value: 'exists' })

    expect(text(await session.read('a/b'))).toBe('first')
  })

  test('a file was written when the clock of the share says, not before one written earlier', async () => {
    const session = await open()
    await session.createExclusive('a', bytes('1'))
    await session.writeWhole('b', bytes('2'))

    const [a, b] = [await session.modifiedMs('a'), await session.modifiedMs('b')]

    expect(a.kind === 'ok' && b.kind === 'ok' && Number.isInteger(a.value) && b.value >= a.value).toBe(true)
    expect((await session.modifiedMs('c')).kind).toBe('absent')
  })

  test('what is removed is gone, and can be made again', async () => {
    const session = await open()
    await session.writeWhole('a/b', bytes('1'))

    expect(await session.remove('a/b')).toEqual({ kind: 'ok', value: null })

    expect((await session.read('a/b')).kind).toBe('absent')
    expect((await session.remove('a/b')).kind).toBe('absent')
    expect(await session.createExclusive('a/b', bytes('2'))).toEqual({ kind: 'ok', value: 'made' })
  })
}

const fill = async ({ client, address, limit }: Limited): Promise<ArbiterSession[]> => {
  const sessions: ArbiterSession[] = []
  for (let count = 0; count < limit; count += 1) sessions.push(await opened(client, address))
  return sessions
}

const opened = async (client: ShareClient<ArbiterSession>, address: string): Promise<ArbiterSession> => {
  const answer = await client.connect(address)
  if (answer.kind !== 'session') throw new Error(`no session: ${answer.kind}, ${answer.detail}`)
  return answer.session
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = (answer: ShareAnswer<Uint8Array>): string =>
  answer.kind === 'ok' ? new TextDecoder().decode(answer.value) : answer.kind
