import { simChangeFeed } from '../../src/sim/access/sim-change-feed.ts'
import { streamKeys } from '../../src/sim/kernel/stream-keys.ts'
import { newCentre } from '../access/store/team-of-stores.ts'
import { inWorld, smallOffice } from '../sim/access/small-office.ts'
import { changeFeedContract, cutFeedContract, type CuttableFeed } from './change-feed-contract.ts'

const overSimulatedLine = async (): Promise<CuttableFeed> => {
  const { carrier } = smallOffice()
  const centre = newCentre()
  const asked = simChangeFeed({
    carrier,
    centre: { id: 'firm', host: 'head-office', feed: centre },
    branch: { id: 'leeds-store', host: 'leeds' },
    lost: 0,
    random: carrier.kernel.random.stream(streamKeys.feed),
    asks: () => {},
  })
  return {
    centre,
    feed: {
      changes: (after, changesMax) => inWorld(carrier, () => asked.changes(after, changesMax)),
      page: (after, factsMax) => inWorld(carrier, () => asked.page(after, factsMax)),
    },
    cut: async () => carrier.network.setUp('leeds-line', false),
  }
}

changeFeedContract('a simulated line between two offices', overSimulatedLine)
cutFeedContract('a simulated line between two offices', overSimulatedLine)
