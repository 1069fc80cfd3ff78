import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { Client } from 'ldapts'

import type { LdapSettings } from '../../src/real/directory/ldap/ldap-directory.ts'
import { freePort } from './free-port.ts'

const suffix = 'dc=firm,dc=example'
const people = `ou=people,${suffix}`
const admin = `cn=admin,${suffix}`

/** Somebody in the directory, with further attributes as they are. */
export interface LdapPerson {
  readonly uid: string
  readonly name: string
  readonly password: string
  readonly attributes?: Readonly<Record<string, string>>
}

/** An OpenLDAP server of our own on loopback; all of it lies in one folder that goes with it. */
export interface OpenLdap {
  /** How a server of ours asks it, over TLS from the first byte. */
  readonly settings: LdapSettings
  /** The same over a connection that is upgraded. */
  readonly upgraded: LdapSettings
  put(person: LdapPerson): Promise<void>
  remove(uid: string): Promise<void>
  stop(): Promise<void>
}

export const startOpenLdap = async (): Promise<OpenLdap> => {
  const home = mkdtempSync(join(tmpdir(), 'shakedown-ldap-'))
  const password = randomBytes(12).toString('hex')
  const [port, securePort] = [await freePort(), await freePort()]
  makeCertificate(home)
  makeConfig(home, password)
  const child = await started(home, port, securePort)
  const authority = readFileSync(join(home, 'cert.pem'), 'utf8')
  const common = { baseDn: people, userAttribute: 'uid', searcher: { dn: admin, password }, authority }
  const settings = { ...common, url: `ldaps://127.0.0.1:${securePort}` }
  const changed = async (change: (client: Client) => Promise<unknown>): Promise<void> => {
    const client = new Client({ url: settings.url, tlsOptions: { ca: authority } })
    try {
      await client.bind(admin, password)
      await change(client)
    } finally {
      await client.unbind()
    }
  }
  return {
    settings,
    upgraded: { ...common, url: `ldap://127.0.0.1:${port}` },
    put: (person) =>
      changed(async (client) => {
        await client.del(dnOf(person.uid)).catch(() => undefined)
        await client.add(dnOf(person.uid), entryOf(person))
      }),
    remove: (uid) => changed((client) => client.del(dnOf(uid))),
    stop: async () => {
      await ended(child)
      rmSync(home, { recursive: true, force: true })
    },
  }
}

const dnOf = (uid: string): string => `uid=${uid},${people}`

const entryOf = ({ uid, name, password, attributes }: LdapPerson): Record<string, string | string[]> => ({
  objectClass: ['inetOrgPerson', 'shadowAccount'],
  uid,
  cn: name,
  sn: name,
  displayName: name,
  userPassword: password,
  ...attributes,
})

const programs = ['/usr/sbin', '/usr/local/libexec', '/usr/local/sbin']

const program = (name: string): string => {
  const found = programs.map((folder) => join(folder, name)).find(existsSync)
  if (found === undefined)
    throw new Error(
      'these tests need OpenLDAP: install it (on Debian: apt-get install slapd) and run them again',
    )
  return found
}

const makeCertificate = (home: string): void => {
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2']
  const files = ['-keyout', join(home, 'key.pem'), '-out', join(home, 'cert.pem')]
  run('openssl', [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    ...subject,
    ...files,
  ])
}

const makeConfig = (home: string, password: string): void => {
  mkdirSync(join(home, 'data'))
  const lines = [
    ...['core', 'cosine', 'nis', 'inetorgperson'].map(
      (schema) => `include /etc/ldap/schema/${schema}.schema`,
    ),
    'modulepath /usr/lib/ldap',
    'moduleload back_mdb',
    'moduleload ppolicy',
    `pidfile ${join(home, 'slapd.pid')}`,
    `TLSCertificateFile ${join(home, 'cert.pem')}`,
    `TLSCertificateKeyFile ${join(home, 'key.pem')}`,
    'database mdb',
    `suffix "${suffix}"`,
    `rootdn "${admin}"`,
    `rootpw ${password}`,
    `directory ${join(home, 'data')}`,
    'overlay ppolicy',
    `ppolicy_default "cn=policy,${suffix}"`,
  ]
  writeFileSync(join(home, 'slapd.conf'), `${lines.join('\n')}\n`)
  writeFileSync(join(home, 'base.ldif'), base)
  run(program('slapadd'), ['-f', join(home, 'slapd.conf'), '-l', join(home, 'base.ldif')])
}

const base = `dn: ${suffix}
objectClass: dcObject
objectClass: organization
o: Firm
dc: firm

dn: ${people}
objectClass: organizationalUnit
ou: people

dn: cn=policy,${suffix}
objectClass: organizationalRole
objectClass: pwdPolicy
cn: policy
pwdAttribute: userPassword
pwdLockout: TRUE
pwdLockoutDuration: 0
pwdMaxFailure: 3
`

const run = (command: string, words: readonly string[]): void => {
  const { status, stderr, error } = spawnSync(command, words)
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${error?.message ?? String(stderr)}`)
}

/** Tries to reach it for so long; a machine under load takes a while. */
const startTries = 150

const started = async (home: string, port: number, securePort: number): Promise<ChildProcess> => {
  const urls = `ldap://127.0.0.1:${port}/ ldaps://127.0.0.1:${securePort}/`
  const child = spawn(program('slapd'), ['-d', '0', '-f', join(home, 'slapd.conf'), '-h', urls], {
    stdio: 'ignore',
  })
  child.on('error', () => undefined)
  for (let tries = 0; tries < startTries && child.exitCode === null; tries += 1) {
    const client = new Client({ url: `ldap://127.0.0.1:${port}`, connectTimeout: 1000 })
    const isUp = await client.bind('', '').then(
      () => true,
      () => false,
    )
    await client.unbind().catch(() => undefined)
    if (isUp) return child
    await sleep(100)
  }
  await ended(child)
  throw new Error('OpenLDAP did not start')
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.pid === undefined) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
