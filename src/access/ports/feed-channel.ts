import type { ChannelAnswer } from '../../engine/ports/index.ts'

export interface FeedEnvelope {
  readonly branch: string
  /** Signature over body, time and name. */
  readonly proof: Uint8Array
  readonly body: Uint8Array
}

export interface FeedChannel {
  ask(envelope: FeedEnvelope): Promise<ChannelAnswer>
}
