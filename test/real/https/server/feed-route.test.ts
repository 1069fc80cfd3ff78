import { describe, expect, test } from 'vitest'

import { proveQuestion } from '../../../../src/access/replication/feed-identity.ts'
import { encodeFeedQuestion } from '../../../../src/access/replication/feed-question.ts'
import { branchFact } from '../../../../src/access/rights/fact.ts'
import { encodeRequest } from '../../../../src/engine/protocol/request.ts'
import { feedPorts, keysOf } from '../../../access/store/feed-parts.ts'
import { newCentre } from '../../../access/store/team-of-stores.ts'
import { feedOver, openFeedGateway } from '../feed-gateway.ts'
import { type Gateway, posts, type Reply } from '../gateway.ts'

const question = encodeFeedQuestion({ kind: 'page', after: null, factsMax: 9 })
const type = 'application/vnd.shakedown.message'
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

const doorWithLeeds = async () => {
  const centre = newCentre()
  const publicKey = keysOf('leeds').publicKey.toHex()
  await centre.write([branchFact('leeds', { publicKey })], { by: 'admin', atMs: 0 })
  const feedDoor = await openFeedGateway(centre)
  const gateway: Gateway = { ...feedDoor, root: '', address: '' }
  const asks = (body: Uint8Array, headers: Readonly<Record<string, string>>): Promise<Reply> =>
    posts(gateway, '/v1/datastore', body, headers)
  return { feedDoor, door: gateway, asks }
}

const signed = (body: Uint8Array): Readonly<Record<string, string>> => {
  const identity = { branch: 'leeds', privateKey: keysOf('leeds').privateKey }
  const stamp = { atMs: Date.now(), nonce: crypto.getRandomValues(new Uint8Array(12)) }
  const proof = base64(proveQuestion(identity, body, stamp, feedPorts))
  return { 'content-type': type, 'shakedown-branch': base64(Buffer.from('leeds')), 'shakedown-proof': proof }
}

describe('the door of a centre over HTTPS', () => {
  test('answers what is signed, in a message', async () => {
    const { asks } = await doorWithLeeds()

    expect(await asks(question, signed(question))).toMatchObject({ status: 200 })
  })

  test.each<[string, Uint8Array, (body: Uint8Array) => Readonly<Record<string, string>>, number]>([
    ['without a word of who asks', question, () => ({ 'content-type': type }), 401],
    ['with a proof that is none', question, (body) => ({ ...signed(body), 'shakedown-proof': 'AAAA' }), 401],
    ['signed for something else', question, () => signed(new Uint8Array([1, 2, 3])), 401],
    ['that is no question', new Uint8Array([9, 9]), signed, 400],
    ['in another type', question, (body) => ({ ...signed(body), 'content-type': 'text/plain' }), 415],
    ['that is too long for any question', new Uint8Array(9000), signed, 413],
    ['that is a little too long', new Uint8Array(5000), signed, 413],
    [
      'with headers that are too long',
      question,
      (body) => ({ ...signed(body), 'x-more': 'x'.repeat(9000) }),
      431,
    ],
  ])('refuses a question %s', async (_what, body, headersOf, status) => {
    const { asks } = await doorWithLeeds()

    const reply = await asks(body, headersOf(body))

    expect(reply.status).toBe(status)
    expect(reply.text).not.toContain('publicKey')
  })

  test('answers the same request once', async () => {
    const { asks } = await doorWithLeeds()
    const headers = signed(question)
    await asks(question, headers)

    expect(await asks(question, headers)).toMatchObject({ status: 401 })
  })

  test('publishes no client file', async () => {
    const { door: gateway } = await doorWithLeeds()

    expect(await posts(gateway, '/v1/files/ACME', encodeRequest({ kind: 'hello' }))).toMatchObject({
      status: 404,
    })
  })

  test('is not believed by a branch that does not know its certificate', async () => {
    const { feedDoor } = await doorWithLeeds()

    const answer = await feedOver({ ...feedDoor, trusted: null }, 'leeds').page(null, 9)

    expect(answer).toMatchObject({ kind: 'unreachable' })
    expect('detail' in answer && answer.detail).toContain('its certificate is not trusted')
  })
})
