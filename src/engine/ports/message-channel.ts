/** What became of one message to a server. */
export type ChannelAnswer =
  | { readonly kind: 'answer'; readonly bytes: Uint8Array }
  /** The server cannot be reached; whether it carried out what was asked is not known. */
  | { readonly kind: 'lost'; readonly detail: string }
  /** It does not know who asks, or they may not. */
  | { readonly kind: 'denied'; readonly detail: string }

/** Messages to one published file. Several may be under way at once, and are answered in any order. */
export interface MessageChannel {
  /** `patienceMs` is how long the answer may take, beyond what it takes to carry. */
  ask(message: Uint8Array, timeoutMs: number): Promise<ChannelAnswer>
  /** Gives up what is under way; nothing is asked afterwards. */
  close(): Promise<void>
}

export type ChannelOutcome =
  | { readonly kind: 'channel'; readonly channel: MessageChannel }
  | { readonly kind: 'denied'; readonly detail: string }
  | { readonly kind: 'unreachable'; readonly detail: string }

/** Opens channels to files that servers publish, by their addresses. Nothing need be sent for that yet. */
export interface MessageClient {
  open(address: string): ChannelOutcome
}
