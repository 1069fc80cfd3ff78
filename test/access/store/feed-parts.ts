import { createHash } from 'node:crypto'

import type { FeedChannel, FeedEnvelope } from '../../../src/access/ports/feed-channel.ts'
import type { FeedHandler } from '../../../src/access/replication/feed-handler.ts'
import type { ChannelAnswer } from '../../../src/engine/ports/message-channel.ts'
import type { KeyPair } from '../../../src/engine/ports/signature.ts'
import { realClock } from '../../../src/real/machine/real-clock.ts'
import { realCompression } from '../../../src/real/machine/real-compression.ts'
import { realDigest } from '../../../src/real/machine/real-digest.ts'
import { realRandom } from '../../../src/real/machine/real-random.ts'
import { realSignature } from '../../../src/real/machine/real-signature.ts'

export const feedPorts = {
  clock: realClock,
  random: realRandom,
  digest: realDigest,
  signature: realSignature,
  compression: realCompression,
}

/** The keys of a branch in a test: its name decides. */
export const keysOf = (branch: string): KeyPair =>
  realSignature.keyPair(new Uint8Array(createHash('sha256').update(branch).digest()))

/** A way to a centre's desk that remembers what went over it, and may be cut. */
export const handlerChannel = (
  handler: FeedHandler,
): FeedChannel & { isCut: boolean; sent: FeedEnvelope[] } => ({
  isCut: false,
  sent: [],
  async ask(envelope): Promise<ChannelAnswer> {
    if (this.isCut) return { kind: 'lost', detail: 'no way there' }
    this.sent.push(envelope)
    const reply = await handler.answer(envelope)
    if (reply.kind === 'answer') return reply
    const { code, what, next } = reply.refusal
    return { kind: code === 'unknown-user' ? 'denied' : 'lost', detail: `${what}. ${next}` }
  },
})
