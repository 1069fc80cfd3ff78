import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'

import type { ClientConfig } from 'pg'

import { StoreTrouble } from '../../access/ports/index.ts'

/** Address of a database, for local connections and for a branch's server elsewhere. */
export interface PostgresAddress {
  readonly config: ClientConfig
  /** Parameters for libpq, as a subscription takes them. Include the password, if known. */
  readonly conninfo: Readonly<Record<string, string>>
}

type TlsMode = 'disable' | 'require' | 'verify-full'
const tlsModes: readonly TlsMode[] = ['disable', 'require', 'verify-full']
const known = ['sslmode', 'sslrootcert', 'host']

/**
 * Parses `postgres://USER@HOST:PORT/DATABASE`, with `sslmode`, `sslrootcert` and `host` (a socket's folder) after
 * `?`. Remote connections are encrypted and verify the certificate, unless `sslmode` says otherwise. A missing
 * password comes from PGPASSWORD or ~/.pgpass. Throws StoreTrouble.
 */
export const parsePostgresAddress = (text: string): PostgresAddress => {
  const url = urlOf(text)
  const strange = [...url.searchParams.keys()].find((name) => !known.includes(name))
  if (strange !== undefined) throw wrong(`nothing is known of "${strange}" in its address`)
  const host = url.searchParams.get('host') ?? url.hostname.replace(/^\[(.*)\]$/, '$1')
  const database = decodeURIComponent(url.pathname.slice(1))
  if (host === '' || database === '' || url.username === '')
    throw wrong('an address is postgres://USER@HOST:PORT/DATABASE')
  const user = decodeURIComponent(url.username)
  const port = url.port === '' ? 5432 : Number(url.port)
  const password = passwordIn(url)
  const mode = tlsModeOf(url.searchParams.get('sslmode'), host)
  const authority = url.searchParams.get('sslrootcert')
  const common = { host, port, user, database, ...(password === null ? {} : { password }) }
  return {
    config: { ...common, ssl: tlsOf(mode, authority) },
    conninfo: conninfoOf({ ...common, port: String(port) }, mode, authority),
  }
}

const urlOf = (text: string): URL => {
  // With a socket's folder after `?`, the address has no host, which no URL allows.
  const whole = text.replace(/^(postgres(?:ql)?:\/\/[^/@]*@)\//, '$1socket/')
  if (!URL.canParse(whole)) throw wrong('an address is postgres://USER@HOST:PORT/DATABASE')
  return new URL(whole)
}

const passwordIn = ({ password }: URL): string | null =>
  password === '' ? (process.env['PGPASSWORD'] ?? null) : decodeURIComponent(password)

const tlsModeOf = (said: string | null, host: string): TlsMode => {
  const mode = tlsModes.find((each) => each === said)
  if (mode) return mode
  if (said !== null) throw wrong(`sslmode is ${tlsModes.join(', ')}, and not "${said}"`)
  return isOnThisMachine(host) ? 'disable' : 'verify-full'
}

const isOnThisMachine = (host: string): boolean =>
  host.startsWith('/') ||
  host === 'localhost' ||
  host === '::1' ||
  (isIP(host) === 4 && host.startsWith('127.'))

/** libpq 16 and later call the system's authorities by this name; Node trusts its own by default. */
const system = 'system'

const tlsOf = (mode: TlsMode, authority: string | null): ClientConfig['ssl'] => {
  if (mode === 'disable') return false
  if (mode === 'require') return { rejectUnauthorized: false, minVersion: 'TLSv1.2' }
  return {
    minVersion: 'TLSv1.2',
    ...(authority === null || authority === system ? {} : { ca: pemIn(authority) }),
  }
}

const pemIn = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw wrong(
      `what sslrootcert names cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

// Bounded, so that a silent link is noticed, and retried soon after its repair.
const patience = {
  connect_timeout: '10',
  keepalives_idle: '10',
  keepalives_interval: '5',
  keepalives_count: '3',
}

const conninfoOf = (
  { host, port, user, database, password }: Readonly<Record<string, string>>,
  mode: TlsMode,
  authority: string | null,
): Readonly<Record<string, string>> => ({
  host: host ?? '',
  port: port ?? '',
  user: user ?? '',
  dbname: database ?? '',
  ...(password === undefined ? {} : { password }),
  sslmode: mode,
  ...(authority === null ? {} : { sslrootcert: authority }),
  ...patience,
})

const wrong = (detail: string): StoreTrouble => new StoreTrouble('not-a-store', detail)
