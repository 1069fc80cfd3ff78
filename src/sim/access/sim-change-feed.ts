import type { ChangeFeed, FeedAnswer, PageAnswer } from '../../access/ports/index.ts'
import { simCauses, type Stream } from '../kernel/index.ts'
import { callOverNetwork, type Carrier } from './call-over-network.ts'

export interface FeedParts {
  readonly carrier: Carrier
  readonly centre: { readonly id: string; readonly host: string; readonly feed: ChangeFeed }
  readonly branch: { readonly id: string; readonly host: string }
  /** The share of answers that never arrive, and what it is drawn from. */
  readonly lost: number
  readonly random: Stream
  /** Called as often as the branch asks. */
  readonly asks: () => void
}

/** What a branch asks of its centre, over the lines between them: late, lost, or not at all. */
export const simChangeFeed = (parts: FeedParts): ChangeFeed => {
  const { carrier, centre, branch, lost, random } = parts
  let asked = 0
  const ask = async <T extends FeedAnswer | PageAnswer>(act: () => Promise<T>): Promise<T | Unreachable> => {
    const number = (asked += 1)
    parts.asks()
    const answer = await callOverNetwork(carrier, {
      what: `${branch.id} asks ${centre.id} what changed`,
      from: branch.host,
      to: centre.host,
      sendBytes: 160,
      act: async () => {
        const said = await act()
        return random.chance(lost, branch.id, number, simCauses.lost) ? null : said
      },
      answerBytes,
    })
    return answer ?? { kind: 'unreachable', detail: `${centre.id} did not answer` }
  }
  return {
    changes: (after, changesMax) => ask(() => centre.feed.changes(after, changesMax)),
    page: (after, factsMax) => ask(() => centre.feed.page(after, factsMax)),
  }
}

type Unreachable = { readonly kind: 'unreachable'; readonly detail: string }

// As JSON, which is how a store keeps its facts.
const answerBytes = (answer: FeedAnswer | PageAnswer): number => JSON.stringify(answer).length
