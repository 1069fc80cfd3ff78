import { once } from 'node:events'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from 'node:tls'

import { describe, expect, test } from 'vitest'

import { encodeRequest } from '../../../../src/engine/protocol/request.ts'
import { openExchange } from '../../../../src/engine/replication/client/open-exchange.ts'
import { serverClient } from '../../../../src/engine/replication/client/server-session.ts'
import { httpsClient } from '../../../../src/real/https/client/https-client.ts'
import { amountOf, writes } from '../../../engine/real-copy.ts'
import { dials, gets, joins, openGateway, posts, rootWithFile, tokensOf, visits } from '../gateway.ts'

const hello = encodeRequest({ kind: 'hello' })
const path = '/v1/files/ACME'

describe('over real HTTPS', () => {
  test('two copies work together through one server', async () => {
    const gateway = await openGateway(await rootWithFile())
    const [ann, bob] = [await joins(gateway, 'ann'), await joins(gateway, 'bob')]
    const [annIs, bobIs] = [ann, bob].map(({ copy, session, ports }) => openExchange(copy, session, ports))
    await writes(ann.copy, 'x', 7)

    await annIs?.exchange()
    await bobIs?.exchange()

    expect(amountOf(bob.copy, 'x')).toEqual(amountOf(ann.copy, 'x'))
  })

  test('an edit through one instance is told to whoever waits at another one over the same root (row 52)', async () => {
    const root = await rootWithFile()
    const [first, second] = [await openGateway(root), await openGateway(root)]
    const [ann, bob] = [await joins(first, 'ann'), await joins(second, 'bob')]
    const bobIs = openExchange(bob.copy, bob.session, bob.ports)
    await bobIs.exchange()
    // Only by being told does this wait end before its twenty seconds, and the test in time.
    const told = (async (): Promise<void> => {
      while (amountOf(bob.copy, 'x') === undefined) {
        await bobIs.untilChanges(20_000)
        await bobIs.exchange()
      }
    })()
    await writes(ann.copy, 'x', 7)
    await openExchange(ann.copy, ann.session, ann.ports).exchange()

    await told

    expect(amountOf(bob.copy, 'x')).toEqual(amountOf(ann.copy, 'x'))
  })

  test('a server that stops answers whoever waits, and its file is whole', async () => {
    const root = await rootWithFile()
    const gateway = await openGateway(root)
    const ann = await joins(gateway, 'ann')
    const exchange = openExchange(ann.copy, ann.session, ann.ports)
    await writes(ann.copy, 'x', 7)
    await exchange.exchange()
    const told = exchange.untilChanges(20_000)

    await gateway.close()
    await told

    const bob = await joins(await openGateway(root), 'bob')
    expect(amountOf(bob.copy, 'x')).toEqual(amountOf(ann.copy, 'x'))
  })

  test('a balancer is told whether requests may be sent here, and a server that goes away answers while it says so', async () => {
    const root = await rootWithFile()
    const gateway = await openGateway(root)
    const health = (): Promise<number> => gets(gateway, '/v1/health')
    expect(await health()).toBe(200)

    const closed = gateway.close(1500)

    expect(await health()).toBe(404)
    expect((await posts(gateway, path, hello)).status).toBe(200)
    await closed
    await expect(health()).rejects.toThrow(/ECONNREFUSED/)
  })

  test('what is older than TLS 1.2 is not spoken', async () => {
    const gateway = await openGateway(await rootWithFile())
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
    const socket = connect({ host: '127.0.0.1', port: gateway.port, ca: gateway.trusted, ...old })

    const [error] = (await once(socket, 'error')) as [Error]

    expect(error.message).toMatch(/protocol|alert|version/i)
  })

  test('a certificate that nobody vouches for is not trusted silently, and it is said what to do', async () => {
    const gateway = await openGateway(await rootWithFile())

    const answer = await serverClient(httpsClient({ token: null, trusted: null })).connect(gateway.address)

    expect(answer).toMatchObject({
      kind: 'unreachable',
      detail: expect.stringMatching(/certificate is not trusted.*SHAKEDOWN_SERVER_CERTIFICATE/),
    })
  })
})

describe('what a server refuses, it says plainly (row 53)', () => {
  test.each([
    ['a file that is not there', '/v1/files/NOTHING', 404, /No client file is published as NOTHING/],
    ['a path that leads out of the root', '/v1/files/..%2F..%2Fetc', 404, /No client file is published/],
    ['a folder that is no client file', '/v1/files/plain', 404, /No client file is published as plain/],
    ['a link to elsewhere', '/v1/files/link', 404, /No client file is published as link/],
    ['any other address', '/etc/passwd', 404, /There is nothing here/],
    ['an address with dots', '/v1/files/../../etc/passwd', 404, /There is nothing here/],
  ])('%s', async (_, asked, status, reason) => {
    const root = await rootWithFile()
    mkdirSync(join(root, 'plain'))
    symlinkSync(join(await rootWithFile(), 'ACME'), join(root, 'link'))
    const gateway = await openGateway(root)

    const reply = await posts(gateway, asked, hello)

    expect(reply.status).toBe(status)
    expect(reply.text).toMatch(reason)
  })

  test.each([
    ['bytes that are no message', new Uint8Array([0x2e, 99, 3]), 400, /newer program|Cannot read a request/],
    ['nothing', new Uint8Array(0), 400, /Cannot read/],
    ['a message of a later version', new Uint8Array([7 << 5, 1]), 400, /Cannot read a request of version 7/],
  ])('%s', async (_, body, status, reason) => {
    const gateway = await openGateway(await rootWithFile())

    const reply = await posts(gateway, path, body)

    expect(reply.status).toBe(status)
    expect(reply.text).toMatch(reason)
  })

  test('bytes of another kind', async () => {
    const gateway = await openGateway(await rootWithFile())

    expect(await posts(gateway, path, hello, { 'content-type': 'application/json' })).toMatchObject({
      status: 415,
    })
  })

  test('a body that is too large, by what it says and by what comes', async () => {
    const gateway = await openGateway(await rootWithFile(), { limits: { requestBytesMax: 1000 } })
    expect(await posts(gateway, path, new Uint8Array(1001))).toMatchObject({ status: 413 })
    const socket = await dials(gateway)
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/vnd.shakedown.message\r\nTransfer-Encoding: chunked\r\n\r\n`,
    )
    const endless = setInterval(() => socket.write(`100\r\n${'x'.repeat(256)}\r\n`), 1)
    socket.on('error', () => {})

    const [said] = (await once(socket, 'data')) as [Uint8Array]
    clearInterval(endless)

    expect(new TextDecoder().decode(said)).toMatch(/^HTTP\/1.1 413 /)
  })

  test('headers that are too large', async () => {
    const gateway = await openGateway(await rootWithFile())
    const socket = await dials(gateway)
    socket.on('error', () => {})
    socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nX-Much: ${'x'.repeat(20_000)}\r\n\r\n`)

    const [said] = (await once(socket, 'data')) as [Uint8Array]

    expect(new TextDecoder().decode(said)).toMatch(/^HTTP\/1.1 431 /)
  })

  test('a client that sends a byte now and then is cut off, and the others are served meanwhile', async () => {
    const gateway = await openGateway(await rootWithFile(), { limits: { headersMs: 1500, requestMs: 3000 } })
    const socket = await dials(gateway)
    socket.on('error', () => {})
    socket.resume()
    socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\n`)
    const slowly = setInterval(() => socket.write('X'), 20)
    const closed = once(socket, 'close')
    expect((await posts(gateway, path, hello)).status).toBe(200)

    await closed
    clearInterval(slowly)

    expect(socket.destroyed).toBe(true)
    expect((await posts(gateway, path, hello)).status).toBe(200)
  })
})

describe('who asks', () => {
  test('is let in with a token, and known by it', async () => {
    const gateway = await openGateway(await rootWithFile(), { authorise: tokensOf({ ann: 'secret-of-ann' }) })

    const session = await visits(gateway, 'secret-of-ann')

    expect((await session.read('.shakedown/format')).kind).toBe('ok')
  })

  test.each([
    [null, /wants to know who asks.*SHAKEDOWN_SERVER_TOKEN/],
    ['wrong', /does not know this token/],
    ['', /wants to know|does not know/],
  ])('with %s, is told so, and nothing of the file', async (token, reason) => {
    const gateway = await openGateway(await rootWithFile(), { authorise: tokensOf({ ann: 'secret-of-ann' }) })

    const answer = await serverClient(httpsClient({ token, trusted: gateway.trusted })).connect(
      gateway.address,
    )

    expect(answer).toMatchObject({ kind: 'denied', detail: expect.stringMatching(reason) })
    expect(JSON.stringify(answer)).not.toContain('secret')
  })

  test('a file of tokens that cannot be read lets nobody in', async () => {
    const bad = join(await rootWithFile(), 'tokens')
    writeFileSync(bad, 'ann secret\n')
    const { tokenFile } = await import('../../../../src/real/https/server/authorise.ts')

    expect(() => tokenFile(bad)).toThrow(/line 1 is not a user and the SHA-256 of a token/)
    expect(() => tokenFile(`${bad}-not-there`)).toThrow(/no such file/)
  })
})
