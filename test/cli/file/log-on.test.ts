import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { freshFolder } from '../../contracts/fresh-folder.ts'
import { type Answer, Desk } from './desk.ts'
import { serving } from './serving.ts'

let state = ''

beforeEach(() => {
  state = freshFolder()
  vi.stubEnv('XDG_STATE_HOME', state)
})

afterEach(() => {
  vi.unstubAllEnvs()
  delete process.env['SHAKEDOWN_SERVER_CERTIFICATE']
})

/** A firm with ann, who may write, and bob, who may read; ACME is one of its files, and OTHER is none of theirs. */
const firm = async (): Promise<Desk> => {
  const desk = new Desk()
  await desk.does('create ACME --user eve')
  await desk.does('create OTHER --user eve')
  await desk.does('field edit ACME tb/1.amount 4000')
  const { fileId } = JSON.parse(await desk.does('status ACME --json')) as { fileId: string }
  await desk.directory('person people.json ann', 'anns own one')
  await desk.directory('person people.json bob', 'bobs own one')
  for (const line of [
    'centre firm.db --name London',
    'user firm.db ann',
    'user firm.db bob',
    'role firm.db editor --right write',
    'role firm.db reader --right open',
    `client-file firm.db ${fileId} --name ACME`,
    `grant firm.db ${fileId} user:ann --role editor`,
    `grant firm.db ${fileId} user:bob --role reader`,
  ])
    expect((await desk.datastore(line)).err).toBe('')
  // The desk takes the environment back after each of those.
  vi.stubEnv('XDG_STATE_HOME', state)
  return desk
}

const access = '--root . --datastore firm.db --directory people.json --audit audit.log'

const logsOn = async (desk: Desk, address: string, user: string, password: string): Promise<Answer> => {
  vi.stubEnv('SHAKEDOWN_PASSWORD', password)
  return desk.file('server', 'log-on', address, '--user', user)
}

const secrets = (): readonly string[] => ['anns own one', 'bobs own one', 'a guess of']

/** All that lies in a folder, as text. */
const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'))

describe('a server at which people log on', () => {
  test('(row 52) lets in who logs on and has the right, and nobody after they logged off', async () => {
    const desk = await firm()

    const said = await serving(desk, access, async (address) => {
      const server = new URL(address).origin
      expect(await logsOn(desk, server, 'ann', 'anns own one')).toMatchObject({ code: 0 })
      const acme = `${server}/ACME`
      await desk.does(`copy create ${acme} laptop-ann --user ann`)
      await desk.does('field edit laptop-ann tb/1.amount 4100')
      expect(await desk.does('sync laptop-ann')).toContain('laptop-ann is in sync with ACME')
      expect(await desk.does(`server log-off ${server}`)).toContain('Logged off from')
      expect((await desk.file('sync', 'laptop-ann')).err).toContain(
        'Log on: npx shakedown file server log-on',
      )
    })

    expect(said).toContain('People who log on and have a right in firm.db may use them.')
    expect(await desk.does('field show ACME tb/1.amount')).toContain('tb/1.amount = 4100')
    expect(readFileSync(join(desk.folder, 'audit.log'), 'utf8')).toContain('"kind":"logged-on","user":"ann"')
  })

  test('a reader reads, and what they write stays with them, and it is said why', async () => {
    const desk = await firm()

    await serving(desk, access, async (address) => {
      const server = new URL(address).origin
      await logsOn(desk, server, 'bob', 'bobs own one')
      await desk.does(`copy create ${server}/ACME laptop-bob --user bob`)
      expect(await desk.does('field show laptop-bob tb/1.amount')).toContain('tb/1.amount = 4000')
      await desk.does('field edit laptop-bob tb/1.amount 9999')

      const synced = await desk.does('sync laptop-bob')

      expect(synced).toContain('received 0 events, sent 0 events')
      expect(synced).toContain('stays here: bob may not change ACME')
      writeFileSync(join(desk.folder, 'laptop-bob', 'memo.txt'), 'of bob’s own')
      expect(await desk.does('sync laptop-bob')).toContain('stays here: bob may not change ACME')
    })

    expect(await desk.does('field show ACME tb/1.amount')).toContain('tb/1.amount = 4000')
  })

  test.each([
    ['a wrong password', 'ann', 'a guess of mine', 'The name or the password is wrong. Try again.'],
    ['a name that nobody has', 'zoe', 'anns own one', 'The name or the password is wrong. Try again.'],
  ])('with %s nobody is let in', async (_what, user, password, reason) => {
    const desk = await firm()

    await serving(desk, access, async (address) => {
      const server = new URL(address).origin
      expect((await logsOn(desk, server, user, password)).err).toContain(reason)
      const copied = await desk.file('copy', 'create', `${server}/ACME`, 'laptop', '--user', user)
      expect(copied.code).toBe(4)
      expect(copied.err).toContain('The server wants to know who asks')
    })

    const audit = readFileSync(join(desk.folder, 'audit.log'), 'utf8')
    expect(audit).toContain('"kind":"log-on-refused"')
    expect(audit).not.toContain(password)
  })

  test('while nobody can write down who logs on, nobody does, whoever is in stays in, and the server says so once', async () => {
    const desk = await firm()
    const audit = join(desk.folder, 'audit.log')
    let said = ''

    await serving(desk, access, async (address) => {
      const server = new URL(address).origin
      await logsOn(desk, server, 'ann', 'anns own one')
      await desk.does(`copy create ${server}/ACME laptop-ann --user ann`)
      renameSync(audit, `${audit}.1`)
      mkdirSync(audit)
      desk.watch = (text) => void (said += text)

      expect(await logsOn(desk, server, 'bob', 'bobs own one')).toMatchObject({
        code: 4,
        err: expect.stringContaining('cannot write down who logs on'),
      })
      expect((await logsOn(desk, server, 'bob', 'a guess of mine')).err).toContain('cannot write down')
      expect(await desk.does('sync laptop-ann')).toContain('in sync with ACME')
      rmdirSync(audit)
      expect((await logsOn(desk, server, 'bob', 'bobs own one')).code).toBe(0)
    })

    expect(said.match(/Cannot write to \S+audit.log: EISDIR.*\nNobody can log on/g)).toHaveLength(1)
    expect(said).toMatch(/audit.log is written again: people can log on/)
  })

  test('the right to one file is none to another', async () => {
    const desk = await firm()

    await serving(desk, access, async (address) => {
      const server = new URL(address).origin
      await logsOn(desk, server, 'ann', 'anns own one')

      expect((await desk.file('copy', 'create', `${server}/OTHER`, 'laptop', '--user', 'ann')).err).toContain(
        'the firm has no such client file',
      )
    })
  })

  test('a right that was taken back counts at the next request, and a disabled account cannot log on', async () => {
    const desk = await firm()

    await serving(desk, access, async (address) => {
      const server = new URL(address).origin
      await logsOn(desk, server, 'ann', 'anns own one')
      await desk.does(`copy create ${server}/ACME laptop-ann --user ann`)
      await desk.datastore('user firm.db ann --state disabled')
      expect((await desk.file('sync', 'laptop-ann')).err).toContain('the account ann is disabled')

      await desk.directory('person people.json bob --state disabled')
      vi.stubEnv('XDG_STATE_HOME', state)
      expect((await logsOn(desk, server, 'bob', 'bobs own one')).err).toContain('The account bob is disabled')
    })
  })

  test('no password, token or key is printed, audited, or kept where it does not belong', async () => {
    const desk = await firm()
    const guess = 'a guess of mine'
    let token = ''
    let key = ''

    const said = await serving(desk, `${access} --name server-one`, async (address) => {
      const server = new URL(address).origin
      let shown = ''
      desk.watch = (text) => void (shown += text)
      await logsOn(desk, server, 'ann', guess)
      await logsOn(desk, server, guess, 'anns own one')
      await logsOn(desk, server, 'ann', 'anns own one')
      const kept = join(state, 'shakedown', 'sessions', encodeURIComponent(new URL(server).host))
      const session = JSON.parse(readFileSync(kept, 'utf8')) as { token: string; privateKey: string }
      token = session.token
      key = session.privateKey
      await desk.does(`copy create ${server}/ACME laptop-ann --user ann`)
      await desk.file('copy', 'create', `${server}/OTHER`, 'laptop', '--user', 'ann')
      await desk.file('copy', 'create', `${server}/NOTHING`, 'laptop', '--user', 'ann')
      await desk.does('sync laptop-ann')
      await desk.does(`status laptop-ann`)
      // Before its time, so that it is renewed.
      writeFileSync(kept, JSON.stringify({ ...session, expiresAtMs: Date.now() + 1000 }))
      await desk.does('sync laptop-ann')
      expect(readFileSync(kept, 'utf8')).not.toContain(token)
      for (const secret of [...secrets(), token, key]) expect(shown).not.toContain(secret)
    })

    const everything = [said, ...filesUnder(desk.folder), ...filesUnder(desk.machine)]
    expect(everything.join('').length).toBeGreaterThan(10_000)
    for (const secret of [...secrets(), token, key])
      for (const text of everything) expect(text.includes(secret)).toBe(false)
    expect(readFileSync(join(desk.folder, 'audit.log'), 'utf8').split('\n').length).toBeGreaterThan(4)
  })

  test('sessions and keys are for this user alone, and lie in no client file', async () => {
    const desk = await firm()

    await serving(desk, access, async (address) => {
      const server = new URL(address).origin
      await logsOn(desk, server, 'ann', 'anns own one')
      const kept = join(state, 'shakedown', 'sessions', encodeURIComponent(new URL(server).host))

      expect(statSync(kept).mode & 0o077).toBe(0)
      expect(existsSync(join(desk.folder, 'ACME', '.shakedown', 'sessions'))).toBe(false)
    })
  })

  test.each([
    ['--datastore firm.db', 'give --datastore FILE, and either --directory FILE or --ldap FILE'],
    ['--directory people.json', 'give --datastore FILE, and either'],
    [
      '--datastore firm.db --directory people.json --ldap ldap.json',
      'and either --directory FILE or --ldap FILE',
    ],
    ['--datastore firm.db --directory nobody.json', 'There are no people in nobody.json.'],
    ['--datastore firm.db --ldap ldap.json', 'Cannot read ldap.json'],
    ['--datastore nothing.db --directory people.json', 'There is no data store at nothing.db.'],
  ])('serve %s is refused plainly', async (words, reason) => {
    const desk = await firm()

    const answer = await desk.file(
      'server',
      'start',
      '--root',
      '.',
      '--development-certificate',
      ...words.split(' '),
    )

    expect(answer.code).not.toBe(0)
    expect(answer.err).toContain(reason)
  })
})
