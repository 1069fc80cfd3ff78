import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { Client } from 'pg'

import { freePort } from './free-port.ts'

/** A PostgreSQL server of our own on loopback, as a user without privileges; all of it lies in one folder that goes with it. */
export interface PostgresServer {
  readonly port: number
  readonly password: string
  /** The certificate that its own is signed with. */
  readonly authority: string
  /** A new database, and its address; through another port where a wire lies between. */
  database(name: string): Promise<void>
  address(database: string, port?: number): string
  /** As its administrator, past everything of ours. */
  sql(database: string, text: string): Promise<readonly Record<string, unknown>[]>
  /** Everything that it wrote into its log, each statement included. */
  log(): string
  stop(): Promise<void>
}

const admin = 'shakedown_admin'

export const startPostgres = async (): Promise<PostgresServer> => {
  const home = mkdtempSync(join(tmpdir(), 'shakedown-postgres-'))
  const who = unprivileged()
  const password = randomBytes(12).toString('hex')
  const port = await freePort()
  makeCertificate(home)
  writeFileSync(join(home, 'password'), password)
  for (const file of ['.', 'key.pem', 'cert.pem', 'password']) chownTo(join(home, file), who)
  chmodSync(join(home, 'key.pem'), 0o600)
  const data = join(home, 'data')
  const locale = ['--locale=C.UTF-8', '-E', 'UTF8', '--wal-segsize=1', '-N']
  run(
    program('initdb'),
    ['-D', data, '-U', admin, '-A', 'scram-sha-256', '--pwfile', join(home, 'password'), ...locale],
    who,
  )
  writeFileSync(join(data, 'postgresql.auto.conf'), settings(home, port))
  const child = spawn(program('postgres'), ['-D', data], {
    ...who,
    cwd: home,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let log = ''
  child.stderr?.on('data', (piece: Uint8Array) => void (log += new TextDecoder().decode(piece)))
  const sql = (database: string, text: string): Promise<readonly Record<string, unknown>[]> =>
    asked({ host: '127.0.0.1', port, user: admin, password, database }, text)
  const stop = async (): Promise<void> => {
    await ended(child)
    rmSync(home, { recursive: true, force: true })
  }
  await untilUp(child, () => sql('postgres', 'select 1'), stop)
  return {
    port,
    password,
    authority: join(home, 'cert.pem'),
    database: async (name) => void (await sql('postgres', `create database ${name}`)),
    address: (database, at = port) => `postgres://${admin}:${password}@127.0.0.1:${at}/${database}`,
    sql,
    log: () => log,
    stop,
  }
}

// Every statement is logged, so that a password would be seen there; small segments, so that little is kept for long.
const settings = (home: string, port: number): string =>
  [
    "listen_addresses = '127.0.0.1'",
    `port = ${port}`,
    `unix_socket_directories = '${home}'`,
    'wal_level = logical',
    'fsync = off',
    'shared_buffers = 32MB',
    'max_wal_size = 4MB',
    'min_wal_size = 2MB',
    'wal_sender_timeout = 5s',
    'wal_receiver_timeout = 5s',
    'wal_retrieve_retry_interval = 500ms',
    'log_statement = all',
    'log_min_error_statement = error',
    'ssl = on',
    `ssl_cert_file = '${join(home, 'cert.pem')}'`,
    `ssl_key_file = '${join(home, 'key.pem')}'`,
    '',
  ].join('\n')

interface Who {
  readonly uid?: number
  readonly gid?: number
}

// PostgreSQL runs as nobody's administrator; whoever runs the tests as one lends it a user without privileges.
const unprivileged = (): Who => {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag: string): number => {
    const { status, stdout } = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' })
    return status === 0
      ? Number(stdout)
      : Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout)
  }
  return { uid: idOf('-u'), gid: idOf('-g') }
}

const chownTo = (path: string, { uid, gid }: Who): void => {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid)
}

const debian = '/usr/lib/postgresql'

const program = (name: string): string => {
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : []
  const found = versions.map((version) => join(debian, version, 'bin', name)).find(existsSync)
  if (found === undefined)
    throw new Error(
      'these tests need PostgreSQL: install it (on Debian: apt-get install postgresql) and run them again',
    )
  return found
}

const makeCertificate = (home: string): void => {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2']
  const files = ['-keyout', join(home, 'key.pem'), '-out', join(home, 'cert.pem')]
  run('openssl', ['req', '-x509', ...key, ...subject, ...files], {})
}

const run = (command: string, words: readonly string[], who: Who): void => {
  const { status, stderr, error } = spawnSync(command, words, { ...who, cwd: '/' })
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${error?.message ?? String(stderr)}`)
}

const asked = async (
  config: ConstructorParameters<typeof Client>[0],
  text: string,
): Promise<readonly Record<string, unknown>[]> => {
  const client = new Client(config)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

/** Tries to reach it for so long; a machine under load takes a while. */
const startTries = 150

const untilUp = async (
  child: ChildProcess,
  ask: () => Promise<unknown>,
  stop: () => Promise<void>,
): Promise<void> => {
  for (let tries = 0; tries < startTries && child.exitCode === null; tries += 1) {
    const isUp = await ask().then(
      () => true,
      () => false,
    )
    if (isUp) return
    await sleep(100)
  }
  await stop()
  throw new Error('PostgreSQL did not start')
}

// SIGINT ends its connections too, and then the server.
const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.pid === undefined) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGINT')
  })
