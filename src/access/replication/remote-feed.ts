import { CodecError } from '../../engine/binary/index.ts'
import {
  type Clock,
  type Compression,
  type Digest,
  drawCauses,
  type Random,
  type Signature,
} from '../../engine/ports/index.ts'
import type { ChangeFeed, FeedAnswer, FeedChannel, NoAnswer, PageAnswer } from '../ports/index.ts'
import { nonceBytes } from '../request/index.ts'
import { decodeFeedAnswer } from './feed-answer.ts'
import { type FeedIdentity, proveQuestion } from './feed-identity.ts'
import { encodeFeedQuestion, type FeedQuestion } from './feed-question.ts'

export interface RemoteFeedPorts {
  readonly clock: Clock
  readonly random: Random
  readonly digest: Digest
  readonly signature: Signature
  readonly compression: Compression
}

/** The feed of a remote centre. Signs each question with the branch's key. */
export const remoteFeed = (
  channel: FeedChannel,
  identity: FeedIdentity,
  ports: RemoteFeedPorts,
): ChangeFeed => {
  let asked = 0
  const ask = async (question: FeedQuestion): Promise<FeedAnswer | PageAnswer> => {
    const body = encodeFeedQuestion(question)
    const atMs = ports.clock.nowMs()
    asked += 1
    const freshness = { atMs, nonce: ports.random.bytes(nonceBytes, drawCauses.feedQuestion(asked, atMs)) }
    const proof = proveQuestion(identity, body, freshness, ports)
    const answer = await channel.ask({ branch: identity.branch, proof, body })
    if (answer.kind === 'answer') return readable(answer.bytes, ports.compression)
    return { kind: answer.kind === 'denied' ? 'denied' : 'unreachable', detail: answer.detail }
  }
  return {
    changes: async (after, changesMax) => {
      const answer = await ask({ kind: 'changes', after, changesMax })
      return answer.kind === 'page' ? strange : answer
    },
    page: async (after, factsMax) => {
      const answer = await ask({ kind: 'page', after, factsMax })
      return answer.kind === 'page' || answer.kind === 'unreachable' || answer.kind === 'denied'
        ? answer
        : strange
    },
  }
}

const strange: NoAnswer = { kind: 'unreachable', detail: 'what answers there is no centre of ours' }

const readable = (bytes: Uint8Array, compression: Compression): FeedAnswer | PageAnswer => {
  try {
    return decodeFeedAnswer(bytes, compression)
  } catch (trouble) {
    if (!(trouble instanceof CodecError)) throw trouble
    return { ...strange, detail: `${strange.detail}: ${trouble.message}` }
  }
}
