import { simChangeFeed } from '../../src/sim/access/sim-change-feed.ts'
import { streamKeys } from '../../src/sim/kernel/stream-keys.ts'
import { newCentre } from '../access/store/team-of-stores.ts'
import { SimWorld } from '../world/sim-world.ts'
import { twoOffices } from '../world/topologies.ts'
import { changeFeedContract, cutFeedContract, type CuttableFeed } from './change-feed-contract.ts'

const overSimulatedLine = async (): Promise<CuttableFeed> => {
  const world = new SimWorld(twoOffices, { startsAtMs: 1_000_000 })
  const centre = newCentre()
  const asked = simChangeFeed({
    carrier: world,
    centre: { id: 'firm', host: 'head-office', feed: centre },
    branch: { id: 'leeds-store', host: 'leeds' },
    lost: 0,
    random: world.kernel.random.stream(streamKeys.feed),
    onRequest: () => {},
  })
  return {
    centre,
    feed: {
      changes: (after, changesMax) => world.completes(() => asked.changes(after, changesMax)),
      page: (after, factsMax) => world.completes(() => asked.page(after, factsMax)),
    },
    cut: async () => world.network.setUp('leeds-line', false),
  }
}

changeFeedContract('a simulated line between two offices', overSimulatedLine)
cutFeedContract('a simulated line between two offices', overSimulatedLine)
