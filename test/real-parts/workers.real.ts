import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import type { MessageChannel } from '../../src/engine/ports/message-channel.ts'
import { encodeRequest } from '../../src/engine/protocol/request.ts'
import { httpsClient } from '../../src/real/https/client/https-client.ts'
import { rootWithFile } from '../real/https/gateway.ts'
import { type ServerProcess, startServer } from './server-process.ts'

const workers = async (words: readonly string[]) => {
  const state = mkdtempSync(join(tmpdir(), 'shakedown-state-'))
  const root = await rootWithFile()
  const server = await startServer(['--root', root, '--port', '0', '--development-certificate', ...words], {
    state,
    cwd: root,
  })
  onTestFinished(() => server.stop())
  const trusted = readFileSync(join(state, 'shakedown', 'development-certificate', 'certificate.pem'), 'utf8')
  return { server, trusted }
}

const channelTo = (port: number, trusted: string): MessageChannel => {
  const opened = httpsClient({ token: null, trusted }).open(`https://127.0.0.1:${port}/ACME`)
  if (opened.kind !== 'channel') throw new Error(opened.detail)
  onTestFinished(() => opened.channel.close())
  return opened.channel
}

const hello = encodeRequest({ kind: 'hello' })

/** Requests one after the other on each of so many channels, for as long as something is done: how many, and what failed. */
const underLoad = async (channels: readonly MessageChannel[], act: () => Promise<unknown>) => {
  let isOver = false
  let answered = 0
  const failed: string[] = []
  const asks = async (channel: MessageChannel): Promise<void> => {
    while (!isOver) {
      const answer = await channel.ask(hello, 20_000)
      if (answer.kind === 'answer') answered += 1
      else failed.push(answer.detail)
    }
  }
  const acting = act().finally(() => (isOver = true))
  await Promise.all([acting, ...channels.map(asks)])
  return { answered, failed }
}

/** The processes that a server started (proc_pid_task(5)). */
const workersOf = ({ pid }: ServerProcess): readonly number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number)

test('(row 54) workers are replaced one by one on SIGHUP, twice, under a steady load, and no request fails', async () => {
  const { server, trusted } = await workers(['--workers', '2', '--port-each'])
  const before = workersOf(server)
  const channels = server.ports.flatMap((port) => [channelTo(port, trusted), channelTo(port, trusted)])

  const { answered, failed } = await underLoad(channels, async () => {
    for (let times = 0; times < 2; times += 1) {
      server.signal('SIGHUP')
      await server.says('All workers are new.')
    }
  })

  expect(new Set(server.ports).size).toBe(2)
  expect(failed).toEqual([])
  expect(answered).toBeGreaterThan(100)
  expect(workersOf(server)).toHaveLength(2)
  expect(workersOf(server).filter((pid) => before.includes(pid))).toEqual([])
  console.info(`${answered} requests while each of two workers was replaced twice`)
})

test('a worker that is killed is started again, and its clients are answered meanwhile', async () => {
  const { server, trusted } = await workers(['--workers', '2'])
  const [first] = server.ports

  const channel = channelTo(first ?? 0, trusted)
  // A channel retries once it was answered. Before that, a host may be a wrong one.
  expect((await channel.ask(hello, 20_000)).kind).toBe('answer')

  const { failed } = await underLoad([channel], async () => {
    for (const pid of workersOf(server)) {
      process.kill(pid, 'SIGKILL')
      await server.says('and is started again.')
    }
  })

  expect(failed).toEqual([])
})

test('a server whose workers cannot start says why, once it has ended', async () => {
  const state = mkdtempSync(join(tmpdir(), 'shakedown-state-'))
  const root = await rootWithFile()

  const words = ['--development-certificate', '--datastore', 'nothing.db', '--directory', 'nobody.json']
  const starting = startServer(['--root', root, '--workers', '2', ...words], { state, cwd: root })

  await expect(starting).rejects.toThrow(
    /ended with [1-9]:.*There are no people in nobody.json.*The server could not start/s,
  )
})

test('a server that is stopped takes its workers along, when all is answered', async () => {
  const { server, trusted } = await workers(['--workers', '2'])
  const pids = workersOf(server)
  expect((await channelTo(server.ports[0] ?? 0, trusted).ask(hello, 20_000)).kind).toBe('answer')

  server.signal('SIGTERM')

  expect(await server.ended).toBe(0)
  expect(server.said()).toContain('Stopped: everything that was asked is answered')
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow(/ESRCH/)
})
