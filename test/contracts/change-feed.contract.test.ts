import { onTestFinished } from 'vitest'

import { FeedHandler } from '../../src/access/replication/feed-handler.ts'
import { remoteFeed } from '../../src/access/replication/remote-feed.ts'
import { branchFact } from '../../src/access/rights/fact.ts'
import { CentreStore } from '../../src/access/store/centre-store.ts'
import { realDigest } from '../../src/real/machine/real-digest.ts'
import { sqliteDatabase } from '../../src/real/sqlite/sqlite-database.ts'
import { handlerChannel, feedPorts, keysOf } from '../access/store/feed-parts.ts'
import { newCentre } from '../access/store/team-of-stores.ts'
import { feedOver, openFeedGateway } from '../real/https/feed-gateway.ts'
import { changeFeedContract, cutFeedContract, type CuttableFeed } from './change-feed-contract.ts'
import { freshFolder } from './fresh-folder.ts'

const branch = 'Łódź'

const inFile = (): CentreStore => {
  const database = sqliteDatabase(`${freshFolder()}/centre.db`)
  onTestFinished(() => database.close())
  return CentreStore.create(database, realDigest, { id: 'centre-1', name: 'Head office' })
}

const knowingItsBranch = async (centre: CentreStore): Promise<CentreStore> => {
  const publicKey = keysOf(branch).publicKey.toHex()
  await centre.write([branchFact(branch, { publicKey })], { by: 'admin', atMs: 0 })
  return centre
}

const overHttps = async (): Promise<CuttableFeed> => {
  const centre = await knowingItsBranch(inFile())
  const door = await openFeedGateway(centre)
  return { centre, feed: feedOver(door, branch), cut: () => door.close() }
}

const byMessages = async (): Promise<CuttableFeed> => {
  const centre = await knowingItsBranch(newCentre())
  const channel = handlerChannel(new FeedHandler({ centre, ports: feedPorts }))
  const feed = remoteFeed(channel, { branch, privateKey: keysOf(branch).privateKey }, feedPorts)
  return { centre, feed, cut: async () => void (channel.isCut = true) }
}

changeFeedContract('a centre in the same process', async () => {
  const centre = inFile()
  return { centre, feed: centre }
})
changeFeedContract('messages between two engines', byMessages)
changeFeedContract('HTTPS', overHttps)
cutFeedContract('messages between two engines', byMessages)
cutFeedContract('HTTPS', overHttps)
