import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'

import { serving } from '../cli/file/serving.ts'
import { freshFolder } from '../contracts/fresh-folder.ts'
import { Firm } from './postgres-firm.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'

let home: PostgresServer
let away: PostgresServer

beforeAll(async () => {
  ;[home, away] = await Promise.all([startPostgres(), startPostgres()])
}, 120_000)
afterAll(async () => {
  await Promise.all([home?.stop(), away?.stop()])
})
afterEach(() => {
  vi.unstubAllEnvs()
  delete process.env['SHAKEDOWN_SERVER_CERTIFICATE']
})

test('a server at a branch in PostgreSQL lets in whom the centre lets in, also while it is cut off, and nobody whose account was disabled', async () => {
  const firm = await Firm.open(home, away)
  const { desk, centre } = firm
  await desk.does('create ACME --user eve')
  const { fileId } = JSON.parse(await desk.does('status ACME --json')) as { fileId: string }
  await desk.directory('person people.json ann', 'anns own one')
  for (const line of [
    `role ${centre} editor --right write`,
    `client-file ${centre} ${fileId} --name ACME`,
    `grant ${centre} ${fileId} user:ann --role editor`,
  ])
    await firm.does(line)
  await firm.follows()
  vi.stubEnv('XDG_STATE_HOME', freshFolder())
  const access = `--root . --datastore ${firm.branch} --directory people.json --audit audit.log`

  const said = await serving(desk, access, async (address) => {
    vi.stubEnv('SHAKEDOWN_PASSWORD', 'anns own one')
    expect(await desk.file('log-on', new URL(address).origin, '--user', 'ann')).toMatchObject({ code: 0 })
    await desk.does(`copy ${address} laptop-ann --user ann`)

    firm.wire.cut()
    await firm.isCutOff()
    await desk.does('edit laptop-ann tb/1.amount 4100')
    await desk.does('sync laptop-ann')
    firm.wire.mend()

    await firm.does(`user ${centre} ann --state disabled`)
    await firm.comesLevel()
    const late = await vi.waitUntil(
      async () => {
        const answer = await desk.file('sync', 'laptop-ann')
        return answer.code === 0 ? null : answer
      },
      { timeout: 30_000, interval: 200 },
    )
    expect(late?.err).toContain('the account ann is disabled')
    await desk.does('edit laptop-ann tb/1.amount 4200')
    expect(await desk.file('sync', 'laptop-ann')).toMatchObject({ code: 4 })
  })

  expect(said).toContain('People who log on and have a right in postgres://shakedown_admin@127.0.0.1')
  expect(said).not.toContain(away.password)
  expect(await desk.does('show ACME tb/1.amount')).toContain('4100')
})
