import { mkdirSync, mkdtempSync } from 'node:fs'
import { basename, join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { createSmbShare } from '../../src/real/smb/smb-share.ts'
import { shareContract } from '../contracts/share-contract.ts'
import { fewSessions, type SambaServer, startSamba } from './samba-server.ts'

let samba: SambaServer
beforeAll(async () => {
  samba = await startSamba()
})
afterAll(() => samba?.stop())

/** An empty folder that the shares of the server show. */
const sharedFolder = (): string => basename(mkdtempSync(join(samba.folder, 'case-')))

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

// Samba's `max connections` refuses with STATUS_INSUFFICIENT_RESOURCES, which Windows shows as error 1450, not as 71.
shareContract('a folder of a Samba server', () => ({
  client: samba.client,
  address: samba.address('many', sharedFolder()),
  missing: samba.address('many', 'nothing'),
  limited: { address: samba.address('few', sharedFolder()), limit: fewSessions, code: 1450 },
}))

test.each([
  ['a share that the host has not', () => samba.address('many').replace(/many$/, 'other'), 'unreachable'],
  ['a host that does not listen', () => 'smb://ann@127.0.0.1:9/many', 'unreachable'],
  ['what is no address', () => 'smb://ann:secret@host/many', 'unreachable'],
])('%s has no session', async (_what, address, kind) => {
  expect((await samba.client.connect(address())).kind).toBe(kind)
})

test.each([
  ['a wrong password', () => ({ user: samba.user, domain: '', password: 'wrong' })],
  ['a user whom the host does not know', () => ({ user: 'stranger', domain: '', password: samba.password })],
])('%s is denied, and told so', async (_what, credentials) => {
  const answer = await createSmbShare(credentials).connect(samba.address('many'))

  expect(answer).toMatchObject({ kind: 'denied', detail: expect.stringContaining('STATUS_LOGON_FAILURE') })
})

test('who may only read is denied a write, and keeps the session', async () => {
  const folder = sharedFolder()
  const answer = await samba.client.connect(samba.address('fixed', folder))
  if (answer.kind !== 'session') throw new Error(answer.kind)

  expect((await answer.session.writeWhole('a', bytes('1'))).kind).toBe('denied')

  expect(await answer.session.list('')).toEqual({ kind: 'ok', value: [] })
  await answer.session.disconnect()
})

test('a file larger than one message is carried whole', async () => {
  const answer = await samba.client.connect(samba.address('many', sharedFolder()))
  if (answer.kind !== 'session') throw new Error(answer.kind)
  const large = Uint8Array.from({ length: 3_000_001 }, (_, index) => (index * 7) % 251)

  expect((await answer.session.writeWhole('large', large)).kind).toBe('ok')

  const read = await answer.session.read('large')
  expect(read.kind === 'ok' && Buffer.compare(read.value, large)).toBe(0)
  await answer.session.disconnect()
})

test('a folder that is taken away is a lost session, never an empty one', async () => {
  const { renameSync } = await import('node:fs')
  const folder = sharedFolder()
  mkdirSync(join(samba.folder, folder, 'deep'))
  const answer = await samba.client.connect(samba.address('many', `${folder}/deep`))
  if (answer.kind !== 'session') throw new Error(answer.kind)

  renameSync(join(samba.folder, folder, 'deep'), join(samba.folder, folder, 'elsewhere'))

  expect((await answer.session.list('')).kind).toBe('lost')
  expect((await answer.session.writeWhole('a', bytes('1'))).kind).toBe('lost')
  await answer.session.disconnect()
})

test('a host that goes down ends its sessions, and takes their owners back when it is up again', async () => {
  const address = samba.address('few', sharedFolder())
  const first = await samba.client.connect(address)
  if (first.kind !== 'session') throw new Error(first.kind)

  await samba.restart()

  expect((await first.session.writeWhole('a', bytes('1'))).kind).toBe('lost')
  const second = await samba.client.connect(address)
  expect(second.kind).toBe('session')
  if (second.kind === 'session') await second.session.disconnect()
})
