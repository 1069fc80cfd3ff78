import { onTestFinished } from 'vitest'

import type { Centre, ChangeFeed } from '../../../src/access/ports/data-store.ts'
import { FeedHandler } from '../../../src/access/replication/feed-handler.ts'
import { remoteFeed } from '../../../src/access/replication/remote-feed.ts'
import { SyncServer } from '../../../src/engine/server/sync-server.ts'
import { feedClient } from '../../../src/real/https/client/feed-client.ts'
import { anybody } from '../../../src/real/https/server/authorise.ts'
import { developmentCertificate } from '../../../src/real/https/server/development-certificate.ts'
import { listenHttps } from '../../../src/real/https/server/https-server.ts'
import { serverPorts } from '../../../src/real/https/server/served-roots.ts'
import { feedPorts, keysOf } from '../../access/store/feed-parts.ts'
import { freshFolder } from '../../contracts/fresh-folder.ts'

/** A centre's door for its branches, on this machine. */
export interface FeedDoor {
  readonly port: number
  readonly trusted: string
  close(): Promise<void>
}

let certificate: ReturnType<typeof developmentCertificate> | null = null

export const openFeedGateway = async (centre: Centre): Promise<FeedDoor> => {
  certificate ??= developmentCertificate(freshFolder())
  const made = await certificate
  const listening = await listenHttps({
    server: new SyncServer(async () => null, serverPorts),
    authorise: anybody,
    feedHandler: new FeedHandler({ centre, ports: feedPorts }),
    certificate: made,
    host: '127.0.0.1',
    port: 0,
  })
  onTestFinished(() => listening.close())
  return { port: listening.port, trusted: made.certificate, close: () => listening.close() }
}

/** The feed as a branch of that name asks it. */
export const feedOver = (
  { port, trusted }: { readonly port: number; readonly trusted: string | null },
  branch: string,
): ChangeFeed => {
  const client = feedClient({ host: '127.0.0.1', port, trusted })
  onTestFinished(() => client.close())
  return remoteFeed(client, { branch, privateKey: keysOf(branch).privateKey }, feedPorts)
}
