import type { ChangeFeed, FeedAnswer, PageAnswer } from '../../access/ports/index.ts'
import { simCauses, type Stream } from '../kernel/index.ts'
import { isFound } from '../names/index.ts'
import { callOverNetwork, type Carrier } from './call-over-network.ts'

export interface ChangeFeedParts {
  readonly carrier: Carrier
  readonly centre: { readonly id: string; readonly host: string; readonly feed: ChangeFeed }
  readonly branch: { readonly id: string; readonly host: string }
  /** The share of lost answers, and the stream that draws them. */
  readonly lost: number
  readonly random: Stream
  readonly onRequest: () => void
}

/** A branch's requests to its centre over the network: delayed, lost, or blocked. */
export const simChangeFeed = (parts: ChangeFeedParts): ChangeFeed => {
  const { carrier, centre, branch, lost, random } = parts
  let requestCount = 0
  let isConnected = false
  const request = async <T extends FeedAnswer | PageAnswer>(
    work: () => Promise<T>,
  ): Promise<T | Unreachable> => {
    const number = (requestCount += 1)
    parts.onRequest()
    const found = isConnected || isFound(carrier, branch.host, centre.host)
    if (found !== true && !(await found))
      return { kind: 'unreachable', detail: `the address of ${centre.id} is not found` }
    const answer = await callOverNetwork(carrier, {
      what: `${branch.id} asks ${centre.id} what changed`,
      from: branch.host,
      to: centre.host,
      sendBytes: 160,
      work: async () => {
        const found = await work()
        return random.chance(lost, branch.id, number, simCauses.lost) ? null : found
      },
      answerBytes,
    })
    isConnected = answer !== null
    return answer ?? { kind: 'unreachable', detail: `${centre.id} did not answer` }
  }
  return {
    changes: (after, changesMax) => request(() => centre.feed.changes(after, changesMax)),
    page: (after, factsMax) => request(() => centre.feed.page(after, factsMax)),
  }
}

type Unreachable = { readonly kind: 'unreachable'; readonly detail: string }

// As JSON, the form in which stores keep facts.
const answerBytes = (answer: FeedAnswer | PageAnswer): number => JSON.stringify(answer).length
