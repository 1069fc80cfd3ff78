export type ChannelAnswer =
  | { readonly kind: 'answer'; readonly bytes: Uint8Array }
  /** The server cannot be reached. It may or may not have carried out the request. */
  | { readonly kind: 'lost'; readonly detail: string }
  /** The server does not know the caller, or does not permit the request. */
  | { readonly kind: 'denied'; readonly detail: string }

/** Messages to one published file. Several may be in flight at once; answers arrive in any order. */
export interface MessageChannel {
  /** `timeoutMs` bounds the server's time to answer, excluding transfer time. */
  ask(message: Uint8Array, timeoutMs: number): Promise<ChannelAnswer>
  /** Abandons all requests in flight. Accepts no request afterwards. */
  close(): Promise<void>
}

export type ChannelOutcome =
  | { readonly kind: 'channel'; readonly channel: MessageChannel }
  | { readonly kind: 'denied'; readonly detail: string }
  | { readonly kind: 'unreachable'; readonly detail: string }

/** Opens channels to published files by address. Opening need not send anything yet. */
export interface MessageClient {
  open(address: string): ChannelOutcome
}
