import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const command = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

/** `file server start` in a process of its own. */
export interface ServerProcess {
  readonly pid: number
  /** In the order in which it said them. */
  readonly ports: readonly number[]
  /** What it printed so far, on both streams. */
  readonly said: () => string
  /** Resolves when it has printed that, from the last call on. */
  readonly says: (what: string) => Promise<void>
  readonly signal: (signal: NodeJS.Signals) => void
  /** Resolves with its exit code, or the signal that ended it, when it has ended. */
  readonly ended: Promise<number | NodeJS.Signals>
  readonly stop: () => Promise<void>
}

export interface ServerOptions {
  /** What its machine remembers, with the certificate that it made. */
  readonly state: string
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
}

/** Starts it, and waits until it says where it serves. */
export const startServer = async (
  words: readonly string[],
  options: ServerOptions,
): Promise<ServerProcess> => {
  const child = spawn(process.execPath, [command, 'file', 'serve', ...words], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env, XDG_STATE_HOME: options.state },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const listener = listenTo(child)
  const ended = once(child, 'exit').then(
    ([code, signal]: (number | NodeJS.Signals | null)[]) => signal ?? code ?? 1,
  )
  const failed = ended.then((how) => {
    throw new Error(`the server ended with ${how}:\n${listener.said()}`)
  })
  failed.catch(() => undefined)
  await Promise.race([listener.says('Ctrl-C stops it.\n  https://'), failed])
  await Promise.race([listener.says('\n'), failed])
  return {
    pid: child.pid ?? 0,
    ports: [...listener.said().matchAll(/^ {2}https:\/\/[^/]*:([0-9]+)\//gm)].map(([, port]) => Number(port)),
    said: listener.said,
    says: (what) => Promise.race([listener.says(what), failed]),
    signal: (signal) => void child.kill(signal),
    ended,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

const listenTo = (child: ChildProcess): Pick<ServerProcess, 'said' | 'says'> => {
  let said = ''
  let from = 0
  let onMore = (): void => undefined
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text
      onMore()
    })
  const says = (what: string): Promise<void> =>
    new Promise((resolve) => {
      onMore = () => {
        const at = said.indexOf(what, from)
        if (at < 0) return
        from = at + what.length
        onMore = () => undefined
        resolve()
      }
      onMore()
    })
  return { said: () => said, says }
}
