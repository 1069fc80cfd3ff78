import type { ArbiterSession, ShareSession } from '../../src/engine/ports/share-client.ts'
import type { CopyPorts } from '../../src/engine/replica/copy-ports.ts'
import { serverClient } from '../../src/engine/replication/client/server-session.ts'
import { OwnFolderExchange } from '../../src/engine/replication/exchange/own-folder-exchange.ts'
import { directClient } from '../../src/engine/server/direct-channel.ts'
import { PublishedCopy } from '../../src/engine/server/published-copy.ts'
import { publishFolder } from '../../src/engine/server/published-folder.ts'
import { SyncServer } from '../../src/engine/server/sync-server.ts'
import { realCopyPorts } from '../../src/real/machine/real-copy-ports.ts'
import { folderShare } from '../../src/real/share/folder-share.ts'
import { madeIn } from '../engine/real-copy.ts'
import { freshFolder } from './fresh-folder.ts'
import { type OtherCopyGround, otherCopyContract } from './other-copy-contract.ts'

const newPorts = (): CopyPorts => realCopyPorts(freshFolder(), freshFolder())

const folderSession = async (folder: string): Promise<ArbiterSession> => {
  const answer = await folderShare.connect(folder)
  if (answer.kind !== 'session') throw new Error(answer.detail)
  return answer.session
}

const serverSession = async (server: SyncServer, name: string): Promise<ShareSession> => {
  const answer = await serverClient(directClient(server, 'ann')).connect(name)
  if (answer.kind !== 'session') throw new Error(answer.detail)
  return answer.session
}

const throughFolder = async (): Promise<OtherCopyGround> => {
  const folder = freshFolder()
  const ports = realCopyPorts(folder, freshFolder())
  const parent = await madeIn(ports)
  const own = new OwnFolderExchange(parent, ports)
  return {
    parent,
    tend: async () => void (await own.flush()),
    session: () => folderSession(folder),
    newPorts,
  }
}

const throughServedFolder = async (): Promise<OtherCopyGround> => {
  const folder = freshFolder()
  const ports = realCopyPorts(folder, freshFolder())
  const parent = await madeIn(ports)
  const own = new OwnFolderExchange(parent, ports)
  await own.flush()
  const published = await publishFolder(await folderSession(folder), ports)
  if (published.kind !== 'published') throw new Error(published.kind)
  const server = new SyncServer(async (name) => (name === 'ACME' ? published.file : null), ports)
  const tend = async (): Promise<void> => {
    await published.file.tend()
    await own.flush()
    await published.file.tend()
  }
  return { parent, tend, session: () => serverSession(server, 'ACME'), newPorts }
}

const throughServedCopy = async (): Promise<OtherCopyGround> => {
  const folder = freshFolder()
  const ports = realCopyPorts(folder, freshFolder())
  const parent = await madeIn(ports)
  const published = new PublishedCopy(parent, await folderSession(folder))
  const server = new SyncServer(async (name) => (name === 'ACME' ? published : null), ports)
  return {
    parent,
    tend: async () => published.changed(),
    session: () => serverSession(server, 'ACME'),
    newPorts,
  }
}

otherCopyContract('a folder', throughFolder)
otherCopyContract('a server over its folder', throughServedFolder)
otherCopyContract('a server in the program that has it open', throughServedCopy)
