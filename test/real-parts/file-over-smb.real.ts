import { join } from 'node:path'

import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'

import type { ArbiterSession } from '../../src/engine/ports/share-client.ts'
import { Desk } from '../cli/file/desk.ts'
import { fewSessions, type SambaServer, startSamba } from './samba-server.ts'

let samba: SambaServer
beforeAll(async () => {
  samba = await startSamba()
})
afterAll(() => samba?.stop())
beforeEach(() => void vi.stubEnv('SHAKEDOWN_SMB_PASSWORD', samba.password))
afterEach(() => void vi.unstubAllEnvs())

let made = 0

/** A client file on the share, and the desk of somebody who works with it from afar. */
const deskWithParent = async (): Promise<{ desk: Desk; address: string; folder: string }> => {
  made += 1
  const name = `ACME-${made}`
  const desk = new Desk()
  const folder = join(samba.folder, name)
  await desk.does(`create ${folder}`)
  return { desk, address: samba.address('few', name), folder }
}

/** Strangers take every session of the share. */
const strangers = async (address: string): Promise<readonly ArbiterSession[]> => {
  const sessions: ArbiterSession[] = []
  for (let count = 0; count < fewSessions; count += 1) {
    const answer = await samba.client.connect(address)
    if (answer.kind === 'session') sessions.push(answer.session)
  }
  return sessions
}

test('a copy is made over SMB, worked in, and level again', async () => {
  const { desk, address, folder } = await deskWithParent()

  await desk.does(`copy ${address} laptop --user ann`)
  await desk.does('edit laptop tb/1010.amount 4200')
  expect(await desk.does('sync laptop')).toContain('laptop is in sync with')

  await desk.does(`sync ${folder}`)
  expect(await desk.does(`show ${folder} tb/1010.amount`)).toContain('4200')
})

test('(row 13) a copy that is refused says so, in its sync and in its status, and gets in when somebody leaves', async () => {
  const { desk, address } = await deskWithParent()
  await desk.does(`copy ${address} laptop --user ann`)
  const sessions = await strangers(address)

  const refused = await desk.file('sync', 'laptop')
  expect(refused.code).toBe(4)
  expect(refused.err).toContain('STATUS_INSUFFICIENT_RESOURCES')
  expect(refused.err).toContain('Try again when somebody has left')
  expect((await desk.json('status laptop'))['link']).toMatchObject({ state: 'refused' })

  await sessions[0]?.disconnect()
  expect(await desk.does('sync laptop')).toContain('laptop is in sync with')
  await Promise.all(sessions.map((session) => session.disconnect()))
})

test('two copies ask a Samba host for exclusive use, and one has it, by the clock of the host', async () => {
  const desk = new Desk()
  desk.write('papers/memo.txt', 'first')
  await desk.does(`create ${join(samba.folder, 'PAPERS')} --from papers`)
  const address = samba.address('few', 'PAPERS')
  for (const user of ['ann', 'bob']) await desk.does(`copy ${address} laptop-${user} --user ${user}`)

  await desk.does('lease laptop-ann memo.txt')

  expect((await desk.file('lease', 'laptop-bob', 'memo.txt')).err).toContain(
    'exclusive use by ann in laptop-ann',
  )
  await desk.does('release-lease laptop-ann memo.txt')
  expect(await desk.does('lease laptop-bob memo.txt')).toContain('alone until')
  expect((await desk.json('status laptop-ann'))['leases']).toMatchObject([
    { state: 'taken', by: 'bob in laptop-bob' },
  ])
})

test('without a password nothing is asked of the host, and the message says what is missing', async () => {
  const { desk, address } = await deskWithParent()
  vi.stubEnv('SHAKEDOWN_SMB_PASSWORD', undefined)

  const answer = await desk.file('copy', address, 'laptop')

  expect(answer).toMatchObject({ code: 4, err: expect.stringContaining('set SHAKEDOWN_SMB_PASSWORD') })
})

test('a wrong password is denied, and nothing is made', async () => {
  const { desk, address } = await deskWithParent()
  vi.stubEnv('SHAKEDOWN_SMB_PASSWORD', 'wrong')

  const answer = await desk.file('copy', address, 'laptop')

  expect(answer).toMatchObject({ code: 4, err: expect.stringContaining('access is denied') })
  expect((await desk.file('status', 'laptop')).code).toBe(3)
})
