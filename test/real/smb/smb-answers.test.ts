import { createServer, type Server, type Socket } from 'node:net'

import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'

import type { ArbiterSession, ConnectAnswer } from '../../../src/engine/ports/share-client.ts'
import {
  isGuest,
  listedNames,
  readCreate,
  readData,
  readSafely,
  sessionSetupToken,
  writtenBytes,
} from '../../../src/real/smb/smb-bodies.ts'
import { decodeMessage } from '../../../src/real/smb/smb-message.ts'
import { createSmbShare } from '../../../src/real/smb/smb-share.ts'

test('whatever a host answers is read or refused, and never waits or throws', () => {
  const readers = [isGuest, listedNames, readCreate, readData, sessionSetupToken, writtenBytes]
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(readers.length - 1), (given, index) => {
      const body = Buffer.from(given)
      const reader = readers[index] ?? isGuest
      expect(() => readSafely<unknown>(body, reader)).not.toThrow()
      expect(() => decodeMessage(body)).not.toThrow()
    }),
    { numRuns: 10_000 },
  )
})

const connectToHostThat = async (acts: (socket: Socket) => void): Promise<ConnectAnswer<ArbiterSession>> => {
  const server: Server = createServer(acts).on('error', () => undefined)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const share = createSmbShare(() => ({ user: 'ann', domain: '', password: 'x' }))
  return share.connect(`smb://127.0.0.1:${port}/many`)
}

test.each([
  ['hangs up', (socket: Socket) => void socket.end(), 'closed the connection'],
  ['speaks HTTP', (socket: Socket) => void socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'), 'not SMB 2'],
  [
    'announces more than anybody would send',
    (socket: Socket) => void socket.write('\x7f\xff\xff\xff', 'latin1'),
    'not SMB 2',
  ],
])('a host that %s is unreachable, and says why', async (_what, acts, why) => {
  const answer = await connectToHostThat((socket) => {
    socket.on('error', () => undefined)
    acts(socket)
  })

  expect(answer).toMatchObject({ kind: 'unreachable', detail: expect.stringContaining(why) })
})
