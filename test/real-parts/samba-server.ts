import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import type { ArbiterSession, ShareClient } from '../../src/engine/ports/share-client.ts'
import { createSmbShare } from '../../src/real/smb/smb-share.ts'
import { freePort } from './free-port.ts'

/** How many sessions the share `few` accepts. */
export const fewSessions = 5

/**
 * A Samba server of our own on loopback, as the user who runs the tests: its configuration, accounts and state lie in
 * one folder that goes with it, and nothing of the machine's own Samba is read or changed.
 */
export interface SambaServer {
  /** Where the folders of its shares lie on this machine. */
  readonly folder: string
  readonly user: string
  readonly password: string
  readonly client: ShareClient<ArbiterSession>
  /** `few` refuses the sixth session, `many` none, `fixed` can only be read. */
  address(share: 'few' | 'many' | 'fixed', folder?: string): string
  /** Ends the processes that hold sessions, as a host does that is switched off, and starts anew. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export const startSamba = async (): Promise<SambaServer> => {
  const program = sambaProgram()
  const home = mkdtempSync(join(tmpdir(), 'shakedown-samba-'))
  const port = await freePort()
  const user = userInfo().username
  const password = randomBytes(12).toString('hex')
  const config = writeConfig(home, port)
  addAccount(config, user, password)
  let running = await started(program, config, home, port)
  const client = createSmbShare(() => ({ user, domain: '', password }))
  return {
    folder: join(home, 'files'),
    user,
    password,
    client,
    address: (share, folder = '') => `smb://${user}@127.0.0.1:${port}/${share}${folder && `/${folder}`}`,
    restart: async () => {
      await ended(running)
      running = await started(program, config, home, port)
    },
    stop: async () => {
      await ended(running)
      rmSync(home, { recursive: true, force: true })
    },
  }
}

const sambaProgram = (): string => {
  const found = ['/usr/sbin/smbd', '/usr/local/samba/sbin/smbd', '/usr/local/sbin/smbd'].find(existsSync)
  if (found === undefined)
    throw new Error(
      'these tests need Samba: install it (on Debian: apt-get install samba) and run them again',
    )
  return found
}

const writeConfig = (home: string, port: number): string => {
  for (const folder of ['files', 'private', 'state', 'run']) mkdirSync(join(home, folder), { mode: 0o755 })
  const share = (name: string, ...lines: string[]): string[] => [
    `[${name}]`,
    `path = ${join(home, 'files')}`,
    'read only = no',
    ...lines,
  ]
  const config = join(home, 'smb.conf')
  const lines = [
    '[global]',
    'server role = standalone server',
    'passdb backend = tdbsam',
    `private dir = ${join(home, 'private')}`,
    ...['lock', 'state', 'cache'].map((kind) => `${kind} directory = ${join(home, 'state')}`),
    ...['pid directory', 'ncalrpc dir'].map((kind) => `${kind} = ${join(home, 'run')}`),
    `log file = ${join(home, 'log')}`,
    'interfaces = lo',
    'bind interfaces only = yes',
    `smb ports = ${port}`,
    'disable netbios = yes',
    'disable spoolss = yes',
    'load printers = no',
    'printcap name = /dev/null',
    'map to guest = never',
    'server signing = mandatory',
    ...share('few', `max connections = ${fewSessions}`),
    ...share('many'),
    ...share('fixed', 'read only = yes'),
  ]
  writeFileSync(config, `${lines.join('\n')}\n`)
  return config
}

const addAccount = (config: string, user: string, password: string): void => {
  const input = `${password}\n${password}\n`
  const { status, stderr, error } = spawnSync('pdbedit', ['-s', config, '-a', '-t', '-u', user], { input })
  if (status !== 0) throw new Error(`pdbedit made no account: ${error?.message ?? String(stderr)}`)
}

/** Tries to start it for so long; a machine under load takes a while. */
const startTries = 150

const started = async (
  program: string,
  config: string,
  home: string,
  port: number,
): Promise<ChildProcess> => {
  const child = spawn(program, ['-F', '--no-process-group', '-s', config], {
    stdio: 'ignore',
    detached: true,
  })
  child.on('error', () => undefined)
  const client = createSmbShare(() => ({ user: 'nobody', domain: '', password: '' }))
  for (let tries = 0; tries < startTries && child.exitCode === null; tries += 1) {
    const answer = await client.connect(`smb://127.0.0.1:${port}/many`)
    if (answer.kind === 'denied') return child
    await sleep(100)
  }
  await ended(child)
  const log = join(home, 'log')
  throw new Error(
    `Samba did not start:\n${existsSync(log) ? readFileSync(log, 'utf8').slice(-2000) : 'no log'}`,
  )
}

/** It has a process group of its own, with a process for each session in it. */
const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.pid === undefined) return resolve()
    const group = -child.pid
    child.once('exit', () => {
      endGroup(group, 'SIGKILL')
      resolve()
    })
    endGroup(group, 'SIGTERM')
  })

const endGroup = (group: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(group, signal)
  } catch (error) {
    // All of it has ended already.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
