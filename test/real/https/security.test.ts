import { once } from 'node:events'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { decompressionBomb } from '../../../bench/load/decompression-bomb.ts'
import { fileKinds } from '../../../src/engine/protocol/file-request.ts'
import { encodeRequest, type Request } from '../../../src/engine/protocol/request.ts'
import { contentPath, incomingPath } from '../../../src/engine/storage/folder/layout.ts'
import { realDigest } from '../../../src/real/machine/real-digest.ts'
import { realSignature } from '../../../src/real/machine/real-signature.ts'
import { dials, openGateway, posts, rootWithFile } from './gateway.ts'
import { openGuardedGateway } from './guarded-gateway.ts'

const bytes = new TextEncoder().encode('what it says')
const hash = realDigest.sha256Hex(bytes)
const logId = '00000000000000aa'
const lease = '.shakedown/leases/doc%2E1/00000001'
const hello = encodeRequest({ kind: 'hello' })

const exchange = {
  kind: 'exchange',
  session: '01020304',
  begins: null,
  waitSeconds: 0,
  entries: [],
  batch: null,
} as const

/** One well-formed request of each kind, that an editor may make. */
const requests = (fileId: string): readonly Request[] => {
  const begins = { fileId, etag: '00'.repeat(16) }
  const entry = { log: logId as never, seq: 1, hash, blockEnds: [], signed: null }
  return [
    { kind: 'hello' },
    { kind: 'heads', etag: '00'.repeat(16) },
    { kind: 'wanted', wanted: [] },
    { ...exchange, begins },
    { ...exchange, begins, entries: [entry] },
    { ...exchange, begins, batch: Uint8Array.of(2, 0) },
    { kind: 'read', path: '.shakedown/format' },
    { kind: 'size', path: '.shakedown/heads' },
    { kind: 'list', path: '.shakedown/leases' },
    { kind: 'modified', path: lease },
    { kind: 'read-part', path: '.shakedown/heads', offset: 0, length: 5 },
    { kind: 'remove', path: lease },
    { kind: 'write', path: contentPath(hash), bytes },
    { kind: 'create', path: lease, bytes },
    { kind: 'write-part', path: incomingPath(hash, logId), offset: 0, bytes },
    { kind: 'rename', path: incomingPath(hash, logId), to: contentPath(hash) },
  ]
}

const changes = (request: Request): boolean =>
  ['remove', 'write', 'create', 'write-part', 'rename'].includes(request.kind) ||
  (request.kind === 'exchange' && (request.batch !== null || request.entries.length > 0))

/** Every file under a folder with its bytes. */
const treeOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .sort()
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name)).toString('base64')]),
  )

test('the list of requests has one of each kind', () => {
  const kinds = new Set(requests('x').map(({ kind }) => kind))

  expect([...kinds].toSorted()).toEqual([...fileKinds, 'hello', 'heads', 'wanted', 'exchange'].toSorted())
})

describe('a token of one file used on another', () => {
  test('gives nothing of the other, whatever is asked of it', async () => {
    const gateway = await openGuardedGateway()
    const ann = await gateway.logsOn('ann')
    const before = treeOf(join(gateway.root, 'OTHER'))

    for (const request of requests(gateway.fileIds.OTHER)) {
      const { status, text } = await gateway.asks({ by: ann, file: 'OTHER', body: encodeRequest(request) })

      expect([request.kind, status]).toEqual([request.kind, 403])
      expect(text).toMatch(/^ann may not open OTHER/)
    }
    expect(treeOf(join(gateway.root, 'OTHER'))).toEqual(before)
  })

  test('that names the other file in its body, and the one that it may in its address, is refused', async () => {
    const gateway = await openGuardedGateway()
    const ann = await gateway.logsOn('ann')
    const body = encodeRequest({
      ...exchange,
      begins: { fileId: gateway.fileIds.OTHER, etag: '00'.repeat(16) },
    })

    const { status, text } = await gateway.asks({ by: ann, file: 'ACME', body })

    expect(status).toBe(409)
    expect(text).toMatch(/and not the one that this copy is of/)
  })

  test('proved for the file that it may is refused at the other', async () => {
    const gateway = await openGuardedGateway()

    const { status } = await gateway.asks({
      by: await gateway.logsOn('ann'),
      file: 'OTHER',
      provedFor: 'ACME',
      body: hello,
    })

    expect(status).toBe(401)
  })

  test.each(['ACME/../OTHER', '../OTHER', './OTHER', 'OTHER/', 'OTHER\0', 'ACME\\..\\OTHER', '/renew'])(
    'is not let in by another spelling: %j',
    async (file) => {
      const gateway = await openGuardedGateway()

      const { status } = await gateway.asks({ by: await gateway.logsOn('ann'), file, body: hello })

      expect([403, 404]).toContain(status)
    },
  )
})

describe('a read-only account', () => {
  test('changes nothing by any kind of request, and reads by all others', async () => {
    const gateway = await openGuardedGateway()
    const bob = await gateway.logsOn('bob')
    const before = treeOf(join(gateway.root, 'ACME'))

    for (const request of requests(gateway.fileIds.ACME)) {
      const { status, text } = await gateway.asks({ by: bob, file: 'ACME', body: encodeRequest(request) })

      expect([request.kind, status]).toEqual([request.kind, changes(request) ? 403 : 200])
      if (changes(request)) expect(text).toMatch(/bob may not change ACME/)
    }
    expect(treeOf(join(gateway.root, 'ACME'))).toEqual(before)
  })

  test('leaves no card for another copy', async () => {
    const gateway = await openGuardedGateway()
    const [owner] = readdirSync(join(gateway.root, 'ACME', '.shakedown', 'ranges'))
    const before = treeOf(join(gateway.root, 'ACME'))
    const card = JSON.stringify({ copyName: 'ACME', user: 'ann', sinceMs: 1, leftMs: null, report: null })
    const body = encodeRequest({
      kind: 'write',
      path: `.shakedown/visitors/${owner}`,
      bytes: new TextEncoder().encode(card),
    })

    expect((await gateway.asks({ by: await gateway.logsOn('bob'), file: 'ACME', body })).status).toBe(422)
    expect(treeOf(join(gateway.root, 'ACME'))).toEqual(before)
  })
})

describe('forged and replayed tokens', () => {
  test('a token of which one bit is another is nobody’s', async () => {
    const gateway = await openGuardedGateway()
    const ann = await gateway.logsOn('ann')
    for (const at of [0, 5, 20, ann.token.length - 1]) {
      const token = ann.token.with(at, (ann.token[at] ?? 0) ^ 1)

      expect((await gateway.asks({ by: { ...ann, token }, file: 'ACME', body: hello })).status).toBe(401)
    }
  })

  test('a token that somebody saw is of no use without its key', async () => {
    const gateway = await openGuardedGateway()
    const { token } = await gateway.logsOn('ann')
    const { privateKey } = realSignature.keyPair(new Uint8Array(32).fill(9))

    expect((await gateway.asks({ by: { token, privateKey }, file: 'ACME', body: hello })).status).toBe(401)
    expect(
      (
        await posts(gateway, '/v1/files/ACME', hello, {
          'content-type': 'application/vnd.shakedown.message',
          authorization: `Bearer ${Buffer.from(token).toString('base64url')}`,
        })
      ).status,
    ).toBe(401)
  })

  test('a request that somebody saw is not carried out again', async () => {
    const gateway = await openGuardedGateway()
    const ann = await gateway.logsOn('ann')
    expect((await gateway.asks({ by: ann, file: 'ACME', body: hello })).status).toBe(200)

    expect(await gateway.asksAgain()).toMatchObject({
      status: 401,
      text: expect.stringContaining('was made before'),
    })
  })

  test('a request whose body was changed on its way is nobody’s', async () => {
    const gateway = await openGuardedGateway()
    const body = encodeRequest({ kind: 'write', path: contentPath(hash), bytes })

    const { status } = await gateway.asks({
      by: await gateway.logsOn('ann'),
      file: 'ACME',
      body,
      provedBody: hello,
    })

    expect(status).toBe(401)
  })
})

describe('an object whose name is not its content', () => {
  test('is not kept, in one piece or in several', async () => {
    const gateway = await openGuardedGateway()
    const ann = await gateway.logsOn('ann')
    const asks = (request: Request) => gateway.asks({ by: ann, file: 'ACME', body: encodeRequest(request) })
    const other = realDigest.sha256Hex(new Uint8Array(1))

    const whole = await asks({ kind: 'write', path: contentPath(other), bytes })
    await asks({ kind: 'write-part', path: incomingPath(other, logId), offset: 0, bytes })
    const pieces = await asks({ kind: 'rename', path: incomingPath(other, logId), to: contentPath(other) })

    expect([whole.status, pieces.status]).toEqual([422, 422])
    const left = Object.keys(treeOf(join(gateway.root, 'ACME')))
    expect(left.filter((name) => name.includes(other))).toEqual([])
  })
})

describe('decompression bombs', () => {
  test.each([
    ['says that it is small', 1000],
    ['says that it fills what one message may', 16 * 1024 * 1024],
    ['says what it is', 256 * 1024 * 1024],
  ])('one that %s is refused, and never held in memory', async (_, saysBytes) => {
    const gateway = await openGuardedGateway()
    const ann = await gateway.logsOn('ann')
    const bomb = decompressionBomb(gateway.fileIds.ACME, saysBytes)
    const before = process.memoryUsage().arrayBuffers

    const { status, text } = await gateway.asks({ by: ann, file: 'ACME', body: bomb })

    expect(status).toBe(409)
    expect(text).toMatch(/expand/)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024)
    expect((await gateway.asks({ by: ann, file: 'ACME', body: hello })).status).toBe(200)
  })
})

describe('slow clients', () => {
  test.each([
    ['headers', 'X-Slow: '],
    ['a body', 'Content-Type: application/vnd.shakedown.message\r\nContent-Length: 100000\r\n\r\n'],
  ])('one that sends %s a byte at a time is told that it took too long, and cut off', async (_, rest) => {
    const gateway = await openGateway(await rootWithFile(), { limits: { headersMs: 800, requestMs: 1600 } })
    const socket = await dials(gateway)
    socket.on('error', () => {})
    socket.write(`POST /v1/files/ACME HTTP/1.1\r\nHost: x\r\n${rest}`)
    const slowly = setInterval(() => socket.write('x'), 20)
    const closed = once(socket, 'close')

    const [said] = (await once(socket, 'data')) as [Uint8Array]
    await closed
    clearInterval(slowly)

    expect(new TextDecoder().decode(said)).toMatch(/^HTTP\/1.1 408 [^]*took too long to come/)
    expect((await posts(gateway, '/v1/files/ACME', hello)).status).toBe(200)
  })
})

describe('what is no HTTP', () => {
  test.each([
    ['noise', '\0\x01\x02 what\r\n\r\n', /^HTTP\/1.1 400 [^]*no HTTP that this server knows/],
    [
      'headers without an end',
      `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      /^HTTP\/1.1 431 [^]*at most 8 KiB/,
    ],
  ])('is answered with a reason: %s', async (_, text, reason) => {
    const gateway = await openGateway(await rootWithFile())
    const socket = await dials(gateway)
    socket.on('error', () => {})
    socket.write(text)

    const [said] = (await once(socket, 'data')) as [Uint8Array]

    expect(new TextDecoder().decode(said)).toMatch(reason)
  })
})
