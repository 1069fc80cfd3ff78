import { describe, expect, test } from 'vitest'

import type { ChannelAnswer, MessageChannel, MessageClient } from '../../src/engine/ports/message-channel.ts'
import { type Answer, decodeAnswer } from '../../src/engine/protocol/answer.ts'
import { encodeRequest, type Request } from '../../src/engine/protocol/request.ts'

/** A server that publishes the client file ACME, and a client of it. */
export interface MessageGround {
  readonly client: MessageClient
  readonly address: string
  /** The same server, and no file of that name. */
  readonly nameless: string
  /** Where nobody listens; null where a client cannot be told apart from its server. */
  readonly nowhere: string | null
  /** Takes the server away; null where it cannot be. */
  readonly goes: (() => Promise<void>) | null
  /** Lets time pass where it does not by itself. */
  readonly lives: <T>(deed: () => Promise<T>) => Promise<T>
}

const patienceMs = 30_000

/** A message whose end is missing. */
const cutOff = encodeRequest({ kind: 'heads', etag: '0'.repeat(32) }).subarray(0, -1)

/** What must hold of every way to carry messages, whoever implements it. */
export const messageClientContract = (name: string, ground: () => Promise<MessageGround>): void => {
  describe(`messages: ${name}`, () => {
    answered(ground)
    given(ground)
    gone(ground)
  })
}

const answered = (ground: () => Promise<MessageGround>): void => {
  test('what is asked is answered', async () => {
    const { visit, lives } = await visited(ground)

    const answer = await lives(() => asks(visit, { kind: 'hello' }))

    expect(answer).toMatchObject({ kind: 'hello', fileName: 'ACME' })
  })

  test('several that are asked at once each get their own answer', async () => {
    const { visit, lives } = await visited(ground)

    const answers = await lives(() =>
      Promise.all([
        asks(visit, { kind: 'hello' }),
        asks(visit, { kind: 'heads', etag: '0'.repeat(32) }),
        asks(visit, { kind: 'read', path: '.shakedown/format' }),
        asks(visit, { kind: 'hello' }),
      ]),
    )

    expect(answers.map(({ kind }) => kind)).toEqual(['hello', 'heads', 'file', 'hello'])
  })

  test('who waits for news holds nobody up, and waits no longer than was asked', async () => {
    const { visit, lives } = await visited(ground)
    const begin = await lives(() => begins(visit))

    const order: string[] = []
    await lives(() =>
      Promise.all([
        asks(visit, { ...begin, begins: null, waitSeconds: 1 }).then(() => order.push('waited')),
        asks(visit, { kind: 'hello' }).then(() => order.push('greeted')),
      ]),
    )

    expect(order).toEqual(['greeted', 'waited'])
  })

  test('a refusal is an answer, and says why', async () => {
    const { client, nameless, lives } = await ground()
    const visit = channelTo(client, nameless)

    const answer = await lives(() => asks(visit, { kind: 'hello' }))

    expect(answer).toMatchObject({ kind: 'refusal', refusal: { code: 'no-such-file' } })
  })

  test('bytes that are no message are refused, and the next message is not', async () => {
    const { visit, lives } = await visited(ground)

    const answer = await lives(() => visit.ask(cutOff, patienceMs))

    expect(decoded(answer)).toMatchObject({ kind: 'refusal', refusal: { code: 'malformed' } })
    expect(await lives(() => asks(visit, { kind: 'hello' }))).toMatchObject({ kind: 'hello' })
  })
}

const given = (ground: () => Promise<MessageGround>): void => {
  test('nothing is asked over what was given back, which may be done twice', async () => {
    const { visit, lives } = await visited(ground)
    await lives(() => visit.close())
    await lives(() => visit.close())

    const answer = await lives(() => visit.ask(encodeRequest({ kind: 'hello' }), patienceMs))

    expect(answer.kind).toBe('lost')
  })

  test('what waits is given up with it', async () => {
    const { visit, lives } = await visited(ground)
    const begin = await lives(() => begins(visit))

    const answer = await lives(async () => {
      const waiting = visit.ask(encodeRequest({ ...begin, begins: null, waitSeconds: 25 }), patienceMs)
      await visit.close()
      return waiting
    })

    expect(answer.kind).toBe('lost')
  })
}

const gone = (ground: () => Promise<MessageGround>): void => {
  test('where nobody listens, that is said when something is asked', async () => {
    const { client, nowhere, lives } = await ground()
    const visit = nowhere === null ? null : channelTo(client, nowhere)

    const answer = visit && (await lives(() => visit.ask(encodeRequest({ kind: 'hello' }), patienceMs)))

    expect(answer?.kind ?? 'lost').toBe('lost')
  })

  test('when the server has gone, what waits ends, and what is asked is lost', async () => {
    const { visit, goes, lives } = await visited(ground)
    const begin = await lives(() => begins(visit))

    const ends = await lives(async () => {
      const waiting = visit.ask(encodeRequest({ ...begin, begins: null, waitSeconds: 25 }), patienceMs)
      await (goes ? goes() : visit.close())
      await waiting
      return (await visit.ask(encodeRequest({ kind: 'hello' }), patienceMs)).kind
    })

    expect(ends).toBe('lost')
  })
}

const visited = async (
  ground: () => Promise<MessageGround>,
): Promise<MessageGround & { readonly visit: MessageChannel }> => {
  const made = await ground()
  return { ...made, visit: channelTo(made.client, made.address) }
}

const channelTo = (client: MessageClient, address: string): MessageChannel => {
  const opened = client.open(address)
  if (opened.kind !== 'channel') throw new Error(opened.detail)
  return opened.channel
}

const asks = async (visit: MessageChannel, request: Request): Promise<Answer> =>
  decoded(await visit.ask(encodeRequest(request), patienceMs))

const decoded = (answer: ChannelAnswer): Answer => {
  if (answer.kind !== 'answer') throw new Error(`${answer.kind}: ${answer.detail}`)
  return decodeAnswer(answer.bytes)
}

/** Begins a session in which everything that the server has is known. */
const begins = async (visit: MessageChannel): Promise<Extract<Request, { kind: 'exchange' }>> => {
  const hello = await asks(visit, { kind: 'hello' })
  if (hello.kind !== 'hello') throw new Error(`the greeting was answered by ${hello.kind}`)
  const begin = {
    kind: 'exchange',
    session: '0badcafe',
    begins: { fileId: hello.fileId, etag: '0'.repeat(32) },
    waitSeconds: 0,
    entries: [],
    batch: null,
  } as const
  await asks(visit, begin)
  return begin
}
