import { createServer, type Server } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'

import { expect, onTestFinished, test } from 'vitest'

import type { MessageChannel } from '../../../../src/engine/ports/message-channel.ts'
import { httpsClient } from '../../../../src/real/https/client/https-client.ts'
import { developmentCertificate } from '../../../../src/real/https/server/development-certificate.ts'
import { slotFor } from '../../../../src/real/https/server/worker-pool.ts'
import { freshFolder } from '../../../contracts/fresh-folder.ts'

type Behaviour = 'answers' | 'is cut off' | 'is told 502' | 'is told 503 with a reason'

const answering = { 'content-type': 'application/vnd.shakedown.message', 'set-cookie': 'SRV=one; path=/' }

/** A server that does with each request what it is told, and remembers each one’s cookie. */
const behaving = async (...behaviours: readonly Behaviour[]) => {
  const { certificate, key } = await developmentCertificate(freshFolder())
  const cookies: (string | undefined)[] = []
  const left = [...behaviours]
  const connections = new Set<Socket>()
  const server: Server = createServer({ cert: certificate, key }, (request, response) => {
    cookies.push(request.headers.cookie)
    request.resume()
    request.on('end', () => {
      const behaviour = left.shift() ?? 'answers'
      if (behaviour === 'is cut off') request.socket.destroy()
      else if (behaviour === 'is told 502')
        response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502')
      else if (behaviour === 'answers') response.writeHead(200, answering).end('x')
      else response.writeHead(503, { 'content-type': 'text/plain' }).end('Not now. Try later.')
    })
  })
  server.on('connection', (connection) => connections.add(connection))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const opened = httpsClient({ token: null, trusted: certificate }).open(`https://127.0.0.1:${port}/ACME`)
  if (opened.kind !== 'channel') throw new Error(opened.detail)
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      for (const connection of connections) connection.destroy()
    })
  onTestFinished(async () => {
    await opened.channel.close()
    await stop()
  })
  return { channel: opened.channel, cookies, stop }
}

const asks = (channel: MessageChannel) => channel.ask(Uint8Array.of(1, 2), 20_000)

test('a client says the cookie again that a balancer set, and not before', async () => {
  const { channel, cookies } = await behaving()

  await asks(channel)
  await asks(channel)

  expect(cookies).toEqual([undefined, 'SRV=one'])
})

test.each(['is cut off', 'is told 502'] as const)(
  'a client that %s in the middle of its session asks again, and is answered',
  async (behaviour) => {
    const { channel, cookies } = await behaving('answers', behaviour, behaviour, 'answers')
    await asks(channel)

    expect((await asks(channel)).kind).toBe('answer')
    expect(cookies).toHaveLength(4)
  },
)

test('a client that was never answered is told at once', async () => {
  const { channel, cookies } = await behaving('is cut off', 'answers')

  expect(await asks(channel)).toMatchObject({
    kind: 'lost',
    detail: expect.stringMatching(/reset|closed|hang up/),
  })
  expect(cookies).toHaveLength(1)
})

test('what a server says with a reason is not asked again', async () => {
  const { channel, cookies } = await behaving('answers', 'is told 503 with a reason')
  await asks(channel)

  expect(await asks(channel)).toEqual({
    kind: 'lost',
    detail: 'the server answered 503: Not now. Try later.',
  })
  expect(cookies).toHaveLength(2)
})

test('a server that stays away is given up in the end, and a session that is given back at once', async () => {
  const { channel, stop } = await behaving()
  await asks(channel)
  await stop()
  const asked = asks(channel)

  await channel.close()

  expect(await asked).toMatchObject({ kind: 'lost' })
})

test('a client’s connections go to one worker, and those of many clients to all', () => {
  const offices = Array.from({ length: 200 }, (_, each) => slotFor(`10.1.${each % 4}.${each}`, 4))

  expect(new Set(offices)).toEqual(new Set([0, 1, 2, 3]))
  for (const slot of [0, 1, 2, 3]) expect(offices.filter((each) => each === slot).length).toBeGreaterThan(25)
  expect(slotFor('10.1.2.3', 4)).toBe(slotFor('10.1.2.3', 4))
})
