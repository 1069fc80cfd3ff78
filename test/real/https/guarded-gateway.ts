import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { onTestFinished } from 'vitest'

import type { FactRow, StandingFact } from '../../../src/access/ports/data-store.ts'
import type { Directory } from '../../../src/access/ports/user-directory.ts'
import { proveRequest } from '../../../src/access/request/request-proof.ts'
import { fileFact, firmOf, grantFact, roleFact, userFact } from '../../../src/access/rights/fact.ts'
import { defaultSessionRules } from '../../../src/access/session/session-renewal.ts'
import { SessionService } from '../../../src/access/session/session-service.ts'
import { FolderExchanger } from '../../../src/engine/replication/exchange/folder-exchanger.ts'
import { SyncServer } from '../../../src/engine/server/sync-server.ts'
import { ownFolderSession } from '../../../src/engine/storage/folder/own-folder.ts'
import { developmentCertificate } from '../../../src/real/https/server/development-certificate.ts'
import { type GatewayLimits, defaultGatewayLimits } from '../../../src/real/https/server/gateway.ts'
import { listenHttps } from '../../../src/real/https/server/https-server.ts'
import { ServedRoots, serverPorts } from '../../../src/real/https/server/served-roots.ts'
import { sessionAuthorise } from '../../../src/real/https/server/session-authorise.ts'
import { realClock } from '../../../src/real/machine/real-clock.ts'
import { realCopyPorts } from '../../../src/real/machine/real-copy-ports.ts'
import { realDigest } from '../../../src/real/machine/real-digest.ts'
import { realSignature } from '../../../src/real/machine/real-signature.ts'
import { freshFolder } from '../../contracts/fresh-folder.ts'
import { madeIn } from '../../engine/real-copy.ts'
import { type Gateway, posts, type Reply } from './gateway.ts'

/** Somebody who logged on, or who goes about as if they had. */
export interface Known {
  readonly token: Uint8Array
  readonly privateKey: Uint8Array
}

/** One request, which may be made otherwise than an honest client makes it. */
export interface Asked {
  readonly by: Known
  readonly file: string
  readonly body: Uint8Array
  /** For which file it was proved. */
  readonly provedFor?: string
  /** For which bytes it was proved. */
  readonly provedBody?: Uint8Array
}

/** ann may write in ACME, and bob may read it; OTHER is a file of the firm in which neither has a role. */
export interface GuardedGateway extends Gateway {
  readonly fileIds: Readonly<Record<'ACME' | 'OTHER', string>>
  logsOn(user: string): Promise<Known>
  asks(asked: Asked): Promise<Reply>
  /** Sends what was sent before once more, to the byte. */
  asksAgain(): Promise<Reply>
}

const passwordOf = (user: string): string => `${user}s own password`

const directory: Directory = {
  logOn: async (user, password) =>
    password === passwordOf(user) ? { kind: 'welcome', user, name: user } : { kind: 'wrong' },
  account: async () => ({ kind: 'account', state: 'active' }),
  close: async () => {},
}

export const openGuardedGateway = async (limits: Partial<GatewayLimits> = {}): Promise<GuardedGateway> => {
  const root = freshFolder()
  const fileIds = { ACME: await makeFile(root, 'ACME'), OTHER: await makeFile(root, 'OTHER') }
  const issuer = { name: 'one', keys: realSignature.keyPair(new Uint8Array(randomBytes(32))) }
  const firm = firmOf(factsOf(fileIds) as readonly StandingFact[])
  const sessionService = new SessionService({
    issuer,
    directory,
    knowFirm: async () => ({ firm, asOfMs: Date.now() }),
    rules: defaultSessionRules,
    stalenessBoundMs: 60_000,
    ports: { clock: realClock, digest: realDigest, signature: realSignature },
    audit: () => true,
  })
  const roots = new ServedRoots([root])
  const server = new SyncServer((name) => roots.find(name), serverPorts)
  const certificate = await developmentCertificate(freshFolder())
  const authorise = sessionAuthorise(sessionService, async (name) => (await roots.find(name))?.fileId ?? null)
  const gateway = {
    server,
    authorise,
    certificate,
    desk: sessionService,
    limits: { ...defaultGatewayLimits, ...limits },
  }
  const listening = await listenHttps({ ...gateway, host: '127.0.0.1', port: 0 })
  const close = async (): Promise<void> => {
    await listening.close()
    await roots.close()
  }
  onTestFinished(close)
  const { port } = listening
  const address = `https://127.0.0.1:${port}/ACME`
  const opened: Gateway = { root, port, address, trusted: certificate.certificate, close }
  let last = (): Promise<Reply> => Promise.reject(new Error('nothing was sent yet'))
  return {
    ...opened,
    fileIds,
    logsOn: (user) => logsOn(sessionService, user),
    asks: (asked) => {
      const headers = headersOf(asked)
      last = () => posts(opened, `/v1/files/${encodeURIComponent(asked.file)}`, asked.body, headers)
      return last()
    },
    asksAgain: () => last(),
  }
}

const makeFile = async (root: string, name: string): Promise<string> => {
  mkdirSync(join(root, name))
  const ports = realCopyPorts(join(root, name), freshFolder())
  const copy = await madeIn(ports)
  await new FolderExchanger(copy, ownFolderSession(ports.disk), ports, 'already').exchange()
  copy.close()
  return copy.format.fileId
}

const factsOf = ({ ACME, OTHER }: GuardedGateway['fileIds']): readonly FactRow[] => [
  userFact('ann', { state: 'active', name: 'Ann' }),
  userFact('bob', { state: 'active', name: 'Bob' }),
  roleFact('editor', { rights: ['open', 'write'] }),
  roleFact('reader', { rights: ['open'] }),
  fileFact(ACME, { name: 'ACME', root: '' }),
  fileFact(OTHER, { name: 'OTHER', root: '' }),
  grantFact(ACME, 'user:ann', { role: 'editor' }),
  grantFact(ACME, 'user:bob', { role: 'reader' }),
]

const logsOn = async (sessionService: SessionService, user: string): Promise<Known> => {
  const { publicKey, privateKey } = realSignature.keyPair(new Uint8Array(randomBytes(32)))
  const who = { user, password: passwordOf(user), address: '10.0.0.1', clientKey: publicKey }
  const outcome = await sessionService.logOn(who)
  if (outcome.kind !== 'session') throw new Error(outcome.what)
  return { token: outcome.token, privateKey }
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

const headersOf = ({ by, file, body, provedFor = file, provedBody = body }: Asked) => {
  const stamp = { atMs: Date.now(), nonce: new Uint8Array(randomBytes(12)) }
  const proved = { token: by.token, file: provedFor, body: provedBody }
  const prover = { signature: realSignature, digest: realDigest }
  return {
    'content-type': 'application/vnd.shakedown.message',
    authorization: `Bearer ${base64(by.token)}`,
    'shakedown-proof': base64(proveRequest(proved, stamp, by.privateKey, prover)),
  }
}
