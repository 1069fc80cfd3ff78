import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A server in a process of its own, on one core where the system can do that. */
export interface MeasuredServer {
  readonly port: number
  readonly ca: string
  readonly pid: number
  /** With what it ended, when it has. */
  readonly ended: Promise<number | string>
  stop(): Promise<void>
}

/** Server on the first core, whoever asks it on the others. */
const onOneCore = process.platform === 'linux' ? ['taskset', '-c', '0'] : []
const commandPath = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const barePath = fileURLToPath(new URL('bare-main.ts', import.meta.url))

const certificateIn = (state: string): string =>
  readFileSync(join(state, 'development-certificate', 'certificate.pem'), 'utf8')

/** `file serve` as anybody starts it. */
export const startOurs = async (
  root: string,
  state: string,
  more: readonly string[] = [],
): Promise<MeasuredServer> => {
  const words = ['file', 'serve', '--root', root, '--port', '0', '--development-certificate', ...more]
  const [program = '', ...all] = [...onOneCore, process.execPath, commandPath, ...words]
  const child = spawn(program, all, {
    env: { ...process.env, XDG_STATE_HOME: join(state, '..') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return measured(child, await portSaidBy(child), state)
}

const portSaidBy = (child: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    let said = ''
    child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      said += piece
      const port = /https:\/\/127\.0\.0\.1:([0-9]+)\//.exec(said)?.[1]
      if (port !== undefined) resolve(Number(port))
    })
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)))
  })

export const startBare = async (root: string, state: string): Promise<MeasuredServer> => {
  const [program] = onOneCore
  const child = program
    ? spawn(program, [...onOneCore.slice(1), process.execPath, barePath, root, state], {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      })
    : fork(barePath, [root, state])
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return measured(child, port, state)
}

const measured = (child: ChildProcess, port: number, state: string): MeasuredServer => {
  const ended = once(child, 'exit').then(([code, signal]: (number | string | null)[]) => signal ?? code ?? 1)
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
  }
  return { port, ca: certificateIn(state), pid: child.pid ?? 0, ended, stop }
}

/** The most that a process ever held in memory; null where the system does not say. */
export const peakMegabytes = ({ pid }: MeasuredServer): number | null => {
  if (process.platform !== 'linux') return null
  const kilobytes = /VmHWM:\s+([0-9]+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return kilobytes === undefined ? null : (Number(kilobytes) * 1024) / 1e6
}

/** What a process used of its processor so far, in milliseconds; null where the system does not say (proc_pid_stat(5)). */
export const processorMs = ({ pid }: MeasuredServer): number | null => {
  if (process.platform !== 'linux') return null
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  // In hundredths of a second, for whatever the clock of the processor is.
  return (Number(fields[11]) + Number(fields[12])) * 10
}
