import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { freePort } from './free-port.ts'

/** What the balancer takes for gone: two checks in a row that failed. */
export const checkEveryMs = 500
const fall = 2
/** Until it has noticed that a server is gone: up to one interval before the first check, and the checks themselves. */
export const detectionMs = checkEveryMs * (fall + 1)

export type ServerState = 'ready' | 'drain' | 'maint'

/** An HAProxy of our own on loopback, with sticky cookies before two servers; TLS to it, and TLS from it to them. */
export interface Balancer {
  readonly port: number
  /** What it says of each server: `UP`, `DOWN`, `NOLB` (which it takes for going away) and the like, and how many requests it sent there. */
  readonly servers: () => Promise<readonly { name: string; status: string; requests: number }[]>
  readonly set: (server: string, state: ServerState) => Promise<void>
  /** Resolves when it takes the server for that. */
  readonly sees: (server: string, status: string) => Promise<void>
  readonly stop: () => Promise<void>
}

export interface BalancerParts {
  /** As they are called, with the ports that they serve at. */
  readonly servers: Readonly<Record<string, number>>
  /** The folder with certificate.pem and key.pem, which all of them use. */
  readonly certificateFolder: string
}

export const startHaproxy = async ({ servers, certificateFolder }: BalancerParts): Promise<Balancer> => {
  const home = mkdtempSync(join(tmpdir(), 'shakedown-haproxy-'))
  const port = await freePort()
  const [certificate, key] = ['certificate.pem', 'key.pem'].map((name) => join(certificateFolder, name))
  writeFileSync(
    join(home, 'both.pem'),
    `${readFileSync(certificate ?? '', 'utf8')}\n${readFileSync(key ?? '', 'utf8')}`,
    {
      mode: 0o600,
    },
  )
  const admin = join(home, 'admin')
  const text = configuration({ port, home, admin, servers, certificate: certificate ?? '' })
  writeFileSync(join(home, 'haproxy.cfg'), text)
  const child = spawn(program(), ['-W', '-db', '-f', join(home, 'haproxy.cfg')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (said += piece))
  const stop = async (): Promise<void> => {
    await ended(child)
    rmSync(home, { recursive: true, force: true })
  }
  const listed = async () => serversIn(await asked(admin, 'show stat'))
  const sees = async (server: string, status: string): Promise<void> => {
    while (!(await listed()).some((each) => each.name === server && each.status.startsWith(status)))
      await sleep(50)
  }
  if (!(await isUp(admin, child))) {
    await stop()
    throw new Error(`HAProxy did not start: ${said}`)
  }
  const set = async (server: string, state: ServerState): Promise<void> => {
    await asked(admin, `set server sync/${server} state ${state}`)
  }
  return { port, servers: listed, set, sees, stop }
}

// As docs/server.md shows it, but for shorter times.
const configuration = (parts: {
  readonly port: number
  readonly home: string
  readonly admin: string
  readonly certificate: string
  readonly servers: Readonly<Record<string, number>>
}): string => `global
  stats socket ${parts.admin} mode 600 level admin
defaults
  mode http
  timeout connect 2s
  timeout client 70s
  timeout server 70s
  timeout http-keep-alive 60s
frontend door
  bind 127.0.0.1:${parts.port} ssl crt ${join(parts.home, 'both.pem')} ssl-min-ver TLSv1.2
  default_backend sync
backend sync
  balance roundrobin
  cookie SRV insert indirect nocache httponly secure
  option forwardfor
  option httpchk GET /v1/health
  http-check disable-on-404
  option redispatch 1
  retries 2
  retry-on conn-failure
  default-server ssl verify required ca-file ${parts.certificate} verifyhost localhost check inter ${checkEveryMs}ms fall ${fall} rise 2 on-marked-down shutdown-sessions
${Object.entries(parts.servers)
  .map(([name, port]) => `  server ${name} 127.0.0.1:${port} cookie ${name}`)
  .join('\n')}
`

const program = (): string => {
  const found = ['/usr/sbin/haproxy', '/usr/local/sbin/haproxy', '/usr/bin/haproxy'].find(existsSync)
  if (found === undefined)
    throw new Error(
      'these tests need HAProxy: install it (on Debian: apt-get install haproxy) and run them again',
    )
  return found
}

/** One command of its runtime interface, one connection. */
const asked = (admin: string, command: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(admin)
    let said = ''
    socket.setEncoding('utf8')
    socket.on('data', (piece: string) => (said += piece))
    socket.on('end', () => resolve(said))
    socket.on('error', reject)
    socket.end(`${command}\n`)
  })

const serversIn = (csv: string): readonly { name: string; status: string; requests: number }[] => {
  const [header = '', ...rows] = csv.replace(/^# /, '').trim().split('\n')
  const columns = header.split(',')
  return rows.flatMap((row) => {
    const cells = row.split(',')
    const cell = (column: string): string => cells[columns.indexOf(column)] ?? ''
    const isServer = cell('pxname') === 'sync' && cell('svname') !== 'BACKEND'
    return isServer ? [{ name: cell('svname'), status: cell('status'), requests: Number(cell('stot')) }] : []
  })
}

const startTries = 150

const isUp = async (admin: string, child: ChildProcess): Promise<boolean> => {
  for (let tries = 0; tries < startTries && child.exitCode === null; tries += 1) {
    const rows = await asked(admin, 'show stat').catch(() => '')
    if (serversIn(rows).length > 0 && serversIn(rows).every(({ status }) => status === 'UP')) return true
    await sleep(100)
  }
  return false
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.pid === undefined) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
