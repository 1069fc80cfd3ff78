import type { ChannelAnswer } from '../../engine/ports/index.ts'

/** A branch's request, with proof of its identity. */
export interface FeedEnvelope {
  readonly branch: string
  /** Signature over body, time and name. */
  readonly proof: Uint8Array
  readonly body: Uint8Array
}

/** Transports a branch's requests to its centre. */
export interface FeedChannel {
  ask(envelope: FeedEnvelope): Promise<ChannelAnswer>
}
