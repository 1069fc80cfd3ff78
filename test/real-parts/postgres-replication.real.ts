import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { Desk } from '../cli/file/desk.ts'
import { openWire } from './cut-wire.ts'
import { Firm, until } from './postgres-firm.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'
import { fillWal, walBytes } from './postgres-wal.ts'

let home: PostgresServer
let away: PostgresServer

beforeAll(async () => {
  ;[home, away] = await Promise.all([startPostgres(), startPostgres()])
}, 120_000)
afterAll(async () => {
  await Promise.all([home?.stop(), away?.stop()])
})

const openFirm = (): Promise<Firm> => Firm.open(home, away)

/** Makes replication to a branch wait until nobody holds the lock. */
const holdUpCopies = `
  create function public.held() returns trigger language plpgsql as $$
    begin perform pg_advisory_xact_lock_shared(42); return new; end $$;
  create trigger held before insert on shakedown.facts for each row execute function public.held();
  alter table shakedown.facts enable replica trigger held`

describe('two PostgreSQL servers', () => {
  test('(row 58) a branch is set up, filled and watched by commands, and serves what its centre wrote', async () => {
    const firm = await openFirm()

    const first = await firm.does(`branch ${firm.branch} --of ${firm.overWire} --name ${firm.name}`)
    expect(first).toContain(
      ` follows postgres://shakedown_admin@127.0.0.1:${firm.wire.port}/${firm.name} as ${firm.name}.\n`,
    )
    expect(first).toContain('serves nothing')
    expect(await firm.may('ann')).toContain('serves nothing yet')
    await firm.comesLevel()

    expect(await firm.may('ann')).toContain('No: ann may not open')
    expect(await firm.may('bob')).toContain('No: there is no account bob')
    expect(await firm.does(`status ${firm.branch}`)).toMatch(
      /: a branch of London\n {2}serves\n {2}as of .*, at change \d+\n$/u,
    )
    expect(await firm.slot()).toMatchObject({ name: firm.name, state: 'connected' })
    expect(await firm.does(`status ${firm.centre}`)).toMatch(
      /: the centre London, at change \d+\n {2}branch firm_\d+: connected, lacks/u,
    )
  })

  test('(row 59) a write at a branch is refused with the name of its centre, in SQL too, and nothing comes of it', async () => {
    const firm = await openFirm()
    await firm.follows()

    const refused = await firm.types(`user ${firm.branch} mallory`)
    expect(refused).toMatchObject({ code: 4, out: '' })
    expect(refused.err).toContain('a branch is written by its centre alone: make the change at London')

    for (const statement of [
      "insert into shakedown.facts values ('user', '[\"mallory\"]', '{}')",
      "update shakedown.facts set value = '{}' where kind = 'user'",
      'delete from shakedown.facts',
      'truncate shakedown.facts',
      'update shakedown.place set heartbeat_ms = 0',
      'truncate shakedown.place',
      "insert into shakedown.facts_before values ('user', '[\"mallory\"]', '{}')",
      'truncate shakedown.place_before',
    ])
      await expect(away.sql(firm.name, statement)).rejects.toThrow('make the change at London')
    await firm.does(`user ${firm.centre} zoe`)
    await firm.comesLevel()
    expect(await firm.may('mallory')).toContain('there is no account mallory')
    expect(await firm.may('zoe')).toContain('zoe may not open')
  })

  test('a branch that is cut off goes on answering, says since when, and catches up by itself', async () => {
    const firm = await openFirm()
    await firm.follows()

    firm.wire.cut()
    await firm.does(`user ${firm.centre} ann --state disabled`)
    await firm.isCutOff()
    expect(await firm.may('ann')).toContain('ann may not open')
    expect(await firm.does(`status ${firm.branch}`)).toMatch(/ {2}serves\n.*\n {2}cut off since /u)
    expect(await firm.slot()).toMatchObject({ state: 'cut-off' })
    expect((await firm.slot())?.['lacksSince']).toMatch(/^\d{4}-/)

    firm.wire.mend()
    await firm.comesLevel()
    expect(await firm.may('ann')).toContain('the account ann is disabled')
  })

  test('one that is away for longer than its centre keeps fills no disk, serves what it had, and is filled anew', async () => {
    const firm = await openFirm()
    await firm.follows()
    expect(await firm.does(`centre ${firm.centre} --name London --slot-limit 8MB`)).toBe(
      'A branch that is away keeps 8 MB of its log there at most; one that needs more is loaded again.\n',
    )

    firm.wire.cut()
    await firm.isCutOff()
    await firm.does(`user ${firm.centre} zoe`)
    await fillWal(home, firm.name, 40)
    await until(async () => (await firm.slot())?.['state'] === 'lost')
    expect(await walBytes(home, firm.name)).toBeLessThan(24 * 1024 * 1024)
    expect(await firm.does(`status ${firm.centre}`)).toContain('has to be loaded again')
    firm.wire.mend()
    const told = await firm.types(`branch ${firm.branch} --of ${firm.overWire}`)
    expect(told).toMatchObject({ code: 4, out: '' })
    expect(told.err).toContain('lacks what its centre keeps no more')
    expect(told.err).toContain('--refill')

    const begun = await firm.does(`branch ${firm.branch} --of ${firm.overWire} --refill`)
    expect(begun).toContain('serves its old facts while it is loaded again')
    expect(await firm.may('ann')).toContain('ann may not open')
    expect(await firm.may('zoe')).toContain('there is no account zoe')
    await firm.comesLevel()

    expect(await firm.may('zoe')).toContain('zoe may not open')
    expect(await firm.slot()).toMatchObject({ state: 'connected' })
  })

  test('a fill that was cut off is begun again, and leaves nothing at the centre that fills its disk', async () => {
    const firm = await openFirm()
    await firm.follows()
    const holder = new Client(firm.branch)
    await holder.connect()
    onTestFinished(() => holder.end())
    await holder.query(holdUpCopies)
    await holder.query('select pg_advisory_lock(42)')
    const slots = (): Promise<readonly Record<string, unknown>[]> =>
      home.sql(firm.name, 'select slot_name from pg_replication_slots where database = current_database()')

    await firm.does(`branch ${firm.branch} --of ${firm.overWire} --refill`)
    await until(async () => (await slots()).some(({ slot_name: name }) => String(name).includes('_sync_')))
    firm.wire.cut()
    await holder.query('select pg_advisory_unlock(42)')
    await holder.query('drop trigger held on shakedown.facts')
    expect(await firm.may('ann')).toContain('ann may not open')
    firm.wire.mend()
    await firm.does(`branch ${firm.branch} --of ${firm.overWire} --refill`)
    await firm.comesLevel()

    expect(await firm.may('ann')).toContain('ann may not open')
    expect(await slots()).toEqual([{ slot_name: `shakedown_${firm.name}` }])
  })

  test('a name that another branch has is given to nobody else, and a second set-up of the same changes nothing', async () => {
    const firm = await openFirm()
    await firm.follows()
    const other = `${firm.name}_other`
    await away.database(other)

    const taken = await firm.types(`branch ${away.address(other)} --of ${firm.overWire} --name ${firm.name}`)
    expect(taken.code).toBe(4)
    expect(taken.err).toContain(`A branch ${firm.name} keeps a place at`)
    expect(await firm.does(`branch ${firm.branch} --of ${firm.overWire}`)).toMatch(
      /: a branch of London\n {2}serves\n/,
    )
    expect(await firm.slot()).toMatchObject({ state: 'connected' })
  })

  test('nobody needs more than the page about data stores says: to follow, to write, and to read', async () => {
    const firm = await openFirm()
    const { name } = firm
    const [follower, writer, reader] = [`follower_${name}`, `writer_${name}`, `reader_${name}`]
    const secret = 'secret1'
    const as = (address: string, role: string): string => address.replace(/\/\/.*@/, `//${role}:${secret}@`)
    await home.sql(name, `create role ${follower} login replication password '${secret}'`)
    await home.sql(name, `create role ${writer} login password '${secret}'`)
    await home.sql(name, `grant usage on schema shakedown to ${follower}, ${writer}`)
    await home.sql(name, `grant select on all tables in schema shakedown to ${follower}, ${writer}`)
    await home.sql(name, `grant insert, update, delete on all tables in schema shakedown to ${writer}`)

    await firm.does(`branch ${firm.branch} --of ${as(firm.overWire, follower)} --name ${name}`)
    await away.sql(name, `create role ${reader} login password '${secret}'`)
    await away.sql(name, `grant usage on schema shakedown to ${reader}`)
    await away.sql(name, `grant select on all tables in schema shakedown to ${reader}`)
    await firm.does(`user ${as(firm.centre, writer)} zoe`)
    await firm.does(`beat ${as(firm.centre, writer)}`)
    await firm.comesLevel()

    expect((await firm.types(`may ${as(firm.branch, reader)} zoe open file-1`)).err).toContain(
      'zoe may not open',
    )
    expect(await firm.does(`status ${as(firm.branch, reader)}`)).toContain('  serves\n')
    expect(await firm.does(`status ${as(firm.centre, follower)}`)).toContain('connected')
    expect((await firm.types(`user ${as(firm.centre, follower)} mallory`)).err).toContain('permission denied')
  })

  test('a centre in PostgreSQL feeds branches in files as well, over HTTPS', async () => {
    const firm = await openFirm()
    const leeds = new Desk()
    leeds.machine = firm.desk.machine
    const certificate = 'SHAKEDOWN_SERVER_CERTIFICATE'
    onTestFinished(() => void delete process.env[certificate])
    let shown = ''
    firm.desk.watch = (text) => void (shown += text)
    firm.desk.betweenLooks.push(async () => {
      process.env[certificate] = `${firm.desk.machine}/development-certificate/certificate.pem`
      const address = /https:\S+/.exec(shown)?.[0] ?? ''
      const { err } = await leeds.datastore(`branch leeds.db --of ${address} --name leeds`)
      const key = /--key ([0-9a-f]{64})/.exec(err)?.[1] ?? ''
      await firm.does(`branch-key ${firm.centre} leeds --key ${key}`)
      await leeds.datastore('branch leeds.db')
      await firm.does(`beat ${firm.centre}`)
      expect((await leeds.datastore('branch leeds.db')).out).toContain('  serves\n')
    })

    await firm.does(`serve ${firm.centre} --port 0 --development-certificate`)

    expect((await leeds.datastore('may leeds.db ann open file-1')).err).toContain('ann may not open')
  })

  test.each([
    ['status ELSEWHERE', 4, 'nothing listens there'],
    ['status STRANGER', 4, 'password authentication failed'],
    ['status NOWHERE', 3, 'database "nowhere" does not exist'],
    ['status postgres', 3, 'this database holds no data store of Shakedown'],
    ['status UNTRUSTED', 4, 'its certificate is not trusted'],
    ['status CENTRE?sslmode=never', 3, 'sslmode is disable, require, verify-full'],
    ['centre CENTRE --name Again', 2, 'is a centre already. Nothing was changed.'],
    ['centre CENTRE --name London --slot-limit much', 2, '"much" is no size of a log'],
    ['branch CENTRE --of CENTRE --name leeds', 2, 'is a centre, which follows nobody'],
    ['branch BRANCH --of postgres --name leeds', 2, 'is no centre, and only a centre gives out facts'],
    ['branch BRANCH --of CENTRE', 2, 'give this one a --name'],
    ['branch BRANCH --of CENTRE --name Leeds!', 2, 'a --name of small letters'],
    ['branch BRANCH --of firm.db --name leeds', 2, 'follows a centre in PostgreSQL, and not firm.db'],
    ['branch BRANCH --refill', 2, 'name its centre with --of'],
    ['branch leeds.db --of CENTRE --name leeds', 2, 'follows a centre in PostgreSQL over HTTPS'],
  ])('%s: says what is wrong', async (line, code, text) => {
    const firm = await openFirm()
    const nobody = await openWire(1)
    await nobody.close()
    const named: Readonly<Record<string, string>> = {
      ELSEWHERE: home.address(firm.name, nobody.port),
      STRANGER: firm.centre.replace(home.password, 'a wrong one'),
      NOWHERE: home.address('nowhere'),
      postgres: home.address('postgres'),
      UNTRUSTED: `${firm.centre}?sslmode=verify-full`,
      CENTRE: firm.centre,
      BRANCH: firm.branch,
    }
    const words = line
      .split(' ')
      .map((word) => word.replace(/^[A-Za-z]+(?=\?|$)/, (name) => named[name] ?? name))

    const answer = await firm.types(words.join(' ').replace('a wrong one', 'wrong'))

    expect(answer).toMatchObject({ code, out: '' })
    expect(answer.err).toContain(text)
  })

  test('a centre is made by whoever owns the database, who is told what only an administrator may bound', async () => {
    await home.sql('postgres', "create role owner login password 'secret1'")
    await home.sql('postgres', 'create database owned owner owner')
    await home.sql('postgres', 'alter system reset max_slot_wal_keep_size')
    await home.sql('postgres', 'select pg_reload_conf()')
    const address = home.address('owned').replace(/\/\/.*@/, '//owner:secret1@')

    const { code, out } = await new Desk().datastore(`centre ${address} --name London`)

    expect(code).toBe(0)
    expect(out).toContain('the data store of London.')
    expect(out).toContain("alter system set max_slot_wal_keep_size = '1024MB'; select pg_reload_conf();")
    expect(out).not.toContain('secret1')
  })

  test('a database in which a name could not hold every letter is none for a data store', async () => {
    await home.sql('postgres', "create database latin encoding 'LATIN1' locale 'C' template template0")

    const { code, err } = await new Desk().datastore(`centre ${home.address('latin')} --name London`)

    expect(code).toBe(3)
    expect(err).toContain('its encoding is LATIN1')
  })

  test('what is encrypted, and by a certificate that is trusted, is asked like anything else', async () => {
    const firm = await openFirm()

    expect(
      await firm.does(`status ${firm.centre}?sslmode=verify-full&sslrootcert=${home.authority}`),
    ).toContain('the centre London')
    expect(await firm.does(`status ${firm.centre}?sslmode=require`)).toContain('the centre London')
  })

  test('no password was printed, or written into the log of a server that logs every statement', async () => {
    const firm = await openFirm()
    await firm.follows()
    await firm.types(`status ${firm.centre.replace('@127', '@no.such.host.example/127')}`)
    const everything = [...Firm.said, home.log(), away.log()].join('\n')

    expect(everything).toContain('insert into shakedown.facts')
    expect(Firm.said.length).toBeGreaterThan(50)
    for (const { password } of [home, away]) expect(everything).not.toContain(password)
  })
})
