import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { connect, type TLSSocket } from 'node:tls'

import { onTestFinished } from 'vitest'

import { createCopyFrom } from '../../../src/engine/lifecycle/create-copy.ts'
import type { SyncCopy } from '../../../src/engine/replica/sync-copy.ts'
import { serverClient, type ServerSession } from '../../../src/engine/replication/client/server-session.ts'
import { FolderExchanger } from '../../../src/engine/replication/exchange/folder-exchanger.ts'
import { SyncServer } from '../../../src/engine/server/sync-server.ts'
import { ownFolderSession } from '../../../src/engine/storage/folder/own-folder.ts'
import { httpsClient } from '../../../src/real/https/client/https-client.ts'
import { type Authorise, anybody, tokenFile } from '../../../src/real/https/server/authorise.ts'
import { developmentCertificate } from '../../../src/real/https/server/development-certificate.ts'
import { type GatewayLimits, defaultGatewayLimits } from '../../../src/real/https/server/gateway.ts'
import { listenHttps } from '../../../src/real/https/server/https-server.ts'
import { ServedRoots, serverPorts } from '../../../src/real/https/server/served-roots.ts'
import { realCopyPorts } from '../../../src/real/machine/real-copy-ports.ts'
import { freshFolder } from '../../contracts/fresh-folder.ts'
import { madeIn, opened } from '../../engine/real-copy.ts'

/** A server that listens on this machine, with the client file ACME under its root. */
export interface Gateway {
  readonly root: string
  readonly port: number
  readonly address: string
  readonly trusted: string
  close(drainMs?: number): Promise<void>
}

let certificate: ReturnType<typeof developmentCertificate> | null = null

/** A folder with the client file ACME in it. */
export const rootWithFile = async (): Promise<string> => {
  const root = freshFolder()
  mkdirSync(join(root, 'ACME'))
  const ports = realCopyPorts(join(root, 'ACME'), freshFolder())
  const copy = await madeIn(ports)
  await new FolderExchanger(copy, ownFolderSession(ports.disk), ports, 'already').exchange()
  copy.close()
  return root
}

export const openGateway = async (
  root: string,
  {
    limits = {},
    authorise = anybody,
  }: { readonly limits?: Partial<GatewayLimits>; readonly authorise?: Authorise } = {},
): Promise<Gateway> => {
  certificate ??= developmentCertificate(freshFolder())
  const made = await certificate
  const roots = new ServedRoots([root])
  const server = new SyncServer((name) => roots.find(name), serverPorts)
  const listening = await listenHttps({
    server,
    authorise,
    certificate: made,
    host: '127.0.0.1',
    port: 0,
    limits: { ...defaultGatewayLimits, ...limits },
  })
  let isClosed = false
  const close = async (drainMs = 0): Promise<void> => {
    if (isClosed) return
    isClosed = true
    await listening.close(drainMs)
    await roots.close()
  }
  onTestFinished(() => close())
  const { port } = listening
  return { root, port, address: `https://127.0.0.1:${port}/ACME`, trusted: made.certificate, close }
}

/** A session over real HTTPS. */
export const visits = async (gateway: Gateway, token: string | null = null): Promise<ServerSession> => {
  const answer = await serverClient(httpsClient({ token, trusted: gateway.trusted })).connect(gateway.address)
  if (answer.kind !== 'session') throw new Error(`${answer.kind}: ${answer.detail}`)
  onTestFinished(() => answer.session.disconnect())
  return answer.session
}

export interface Visitor {
  readonly copy: SyncCopy
  readonly ports: ReturnType<typeof realCopyPorts>
  readonly session: ServerSession
}

export const joins = async (gateway: Gateway, name: string): Promise<Visitor> => {
  const ports = realCopyPorts(freshFolder(), freshFolder())
  const session = await visits(gateway)
  return {
    copy: opened(await createCopyFrom(session, { copyName: name, user: name }, ports)),
    ports,
    session,
  }
}

/** What a server answered to something that no client of ours sends. */
export interface Reply {
  readonly status: number
  readonly text: string
}

export const posts = (
  gateway: Gateway,
  path: string,
  body: Uint8Array,
  headers: Readonly<Record<string, string>> = { 'content-type': 'application/vnd.shakedown.message' },
): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const { port, trusted: ca } = gateway
    const sending = request(
      { host: '127.0.0.1', port, ca, path, method: 'POST', headers, agent: false },
      (response) => {
        const pieces: Uint8Array[] = []
        response.on('data', (piece: Uint8Array) => pieces.push(piece))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            text: new TextDecoder().decode(Buffer.concat(pieces)),
          }),
        )
      },
    )
    sending.on('error', reject)
    sending.end(body)
  })

/** Asks as a balancer does; the status. */
export const gets = ({ port, trusted: ca }: Gateway, path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, ca, path, agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    asked.on('error', reject)
    asked.end()
  })

/** A connection on which somebody writes what they like. */
export const dials = (gateway: Gateway): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: gateway.port, ca: gateway.trusted }, () =>
      resolve(socket),
    )
    socket.on('error', reject)
    onTestFinished(() => void socket.destroy())
  })

/** Users with their tokens, as an administrator writes them down. */
export const tokensOf = (users: Readonly<Record<string, string>>): Authorise => {
  const path = join(freshFolder(), 'tokens')
  const lines = Object.entries(users).map(
    ([user, token]) => `${user} ${createHash('sha256').update(token).digest('hex')}`,
  )
  writeFileSync(path, `# who may come in\n${lines.join('\n')}\n`)
  return tokenFile(path)
}
