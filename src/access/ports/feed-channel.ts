import type { ChannelAnswer } from '../../engine/ports/index.ts'

/** What a branch sends to its centre, and how it shows which branch it is. */
export interface FeedEnvelope {
  /** Under which name the centre knows it. */
  readonly branch: string
  /** A signature over the body, the moment and the name. */
  readonly proof: Uint8Array
  readonly body: Uint8Array
}

/** Carries a branch's requests to the door of its centre. */
export interface FeedChannel {
  ask(envelope: FeedEnvelope): Promise<ChannelAnswer>
}
