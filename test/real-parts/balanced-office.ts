import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { onTestFinished } from 'vitest'

import { createCopyFrom } from '../../src/engine/lifecycle/create-copy.ts'
import type { EngineEvent } from '../../src/engine/ports/engine-trace.ts'
import type { ChannelAnswer, MessageClient } from '../../src/engine/ports/message-channel.ts'
import type { CopyPorts } from '../../src/engine/replica/copy-ports.ts'
import type { SyncCopy } from '../../src/engine/replica/sync-copy.ts'
import { serverClient } from '../../src/engine/replication/client/server-session.ts'
import { FolderExchanger } from '../../src/engine/replication/exchange/folder-exchanger.ts'
import { LinkManager } from '../../src/engine/replication/link/link-manager.ts'
import { defaultLinkRules } from '../../src/engine/replication/link/link-rules.ts'
import { ownFolderSession } from '../../src/engine/storage/folder/own-folder.ts'
import { httpsClient } from '../../src/real/https/client/https-client.ts'
import { developmentCertificate } from '../../src/real/https/server/development-certificate.ts'
import { realCopyPorts } from '../../src/real/machine/real-copy-ports.ts'
import { madeIn, opened } from '../engine/real-copy.ts'
import { type Balancer, startHaproxy } from './haproxy.ts'
import { type ServerProcess, startServer } from './server-process.ts'

const folderOf = (name: string): string => mkdtempSync(join(tmpdir(), `shakedown-${name}-`))

/** What one client said and heard, message by message. */
export interface Carried {
  sentBytes: number
  /** Messages to which no answer came in the end, however often they were tried. */
  lost: number
  answered: number
  /** The longest time between two answers, since it was last set to 0. */
  longestGapMs: number
  /** Is called with each message, before it goes out. */
  onSend: (bytes: number) => void
}

export interface Visitor {
  readonly copy: SyncCopy
  /** Its working folder. */
  readonly folder: string
  readonly keeper: LinkManager
  readonly carried: Carried
  /** Resolves when that is so, which is looked at whenever the copy has exchanged. */
  readonly until: (isSo: () => boolean) => Promise<void>
}

export interface BalancedOffice {
  readonly root: string
  readonly servers: Readonly<Record<'one' | 'two', ServerProcess>>
  readonly balancer: Balancer
  joins(name: string): Promise<Visitor>
  /** Starts an instance again where it was. */
  comesBack(name: 'one' | 'two', words?: readonly string[]): Promise<ServerProcess>
}

/** Two servers over one root with the client file ACME, and a balancer before them. All of it goes with the test. */
export const balancedOffice = async (words: readonly string[] = []): Promise<BalancedOffice> => {
  const [root, state] = [folderOf('root'), folderOf('state')]
  await makeFile(join(root, 'ACME'))
  const certificateFolder = join(state, 'shakedown', 'development-certificate')
  // Before either of them starts, so that both have the same.
  await developmentCertificate(join(state, 'shakedown'))
  const started: ServerProcess[] = []
  const start = async (port: number, more: readonly string[]): Promise<ServerProcess> => {
    const server = await startServer(
      [
        '--root',
        root,
        '--port',
        String(port),
        '--development-certificate',
        '--balancer',
        '127.0.0.1',
        ...more,
      ],
      { state, cwd: root },
    )
    started.push(server)
    return server
  }
  onTestFinished(async () => {
    await Promise.all(started.map(({ stop }) => stop()))
  })
  const servers = { one: await start(0, words), two: await start(0, words) }
  const ports = { one: servers.one.ports[0] ?? 0, two: servers.two.ports[0] ?? 0 }
  const balancer = await startHaproxy({ servers: ports, certificateFolder })
  onTestFinished(() => balancer.stop())
  const trusted = readFileSync(join(certificateFolder, 'certificate.pem'), 'utf8')
  return {
    root,
    servers,
    balancer,
    joins: (name) => visitorOf(`https://127.0.0.1:${balancer.port}/ACME`, name, trusted),
    comesBack: (name, more = words) => start(ports[name], more),
  }
}

const makeFile = async (folder: string): Promise<void> => {
  mkdirSync(folder)
  const ports = realCopyPorts(folder, folderOf('machine'))
  const copy = await madeIn(ports)
  await new FolderExchanger(copy, ownFolderSession(ports.disk), ports, 'already').exchange()
  copy.close()
}

const visitorOf = async (address: string, name: string, trusted: string): Promise<Visitor> => {
  const carried: Carried = { sentBytes: 0, lost: 0, answered: 0, longestGapMs: 0, onSend: () => undefined }
  const client = serverClient(watched(httpsClient({ token: null, trusted }), carried))
  const folder = folderOf(name)
  const looks = new Set<() => void>()
  const tell = (_news: EngineEvent): void => {
    for (const look of [...looks]) look()
  }
  const ports: CopyPorts = { ...realCopyPorts(folder, folderOf('machine')), trace: { emit: tell } }
  const answer = await client.connect(address)
  if (answer.kind !== 'session') throw new Error(`${answer.kind}: ${answer.detail}`)
  const copy = opened(await createCopyFrom(answer.session, { copyName: name, user: name }, ports))
  await answer.session.disconnect()
  const rules = { ...defaultLinkRules, turns: { sessionTimeMs: 120_000, retryMs: 1000 } }
  const keeper = new LinkManager({
    copy,
    client,
    target: { address, name: 'office', through: 'parent' },
    ports,
    rules,
  })
  copy.onOwnEdit(() => keeper.edited())
  keeper.open()
  onTestFinished(async () => {
    await keeper.close()
    copy.close()
  })
  const until = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!isSo()) return
        looks.delete(look)
        resolve()
      }
      looks.add(look)
      look()
    })
  return { copy, folder, keeper, carried, until }
}

const watched = (client: MessageClient, carried: Carried): MessageClient => ({
  open: (address) => {
    const outcome = client.open(address)
    if (outcome.kind !== 'channel') return outcome
    const { channel } = outcome
    let lastMs = performance.now()
    const ask = async (message: Uint8Array, patienceMs: number): Promise<ChannelAnswer> => {
      carried.sentBytes += message.length
      carried.onSend(message.length)
      const answer = await channel.ask(message, patienceMs)
      if (answer.kind === 'answer') carried.answered += 1
      else if (answer.detail !== 'the session was given back') carried.lost += 1
      carried.longestGapMs = Math.max(carried.longestGapMs, performance.now() - lastMs)
      lastMs = performance.now()
      return answer
    }
    return { kind: 'channel', channel: { ask, close: () => channel.close() } }
  },
})
