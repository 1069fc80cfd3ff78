export type NoLinkReason =
  | { readonly kind: 'chosen' }
  | { readonly kind: 'unreachable'; readonly detail: string }
  /** The host is at its session limit and does not queue. `code` as in the share port. */
  | { readonly kind: 'refused'; readonly code: number; readonly detail: string }
  | { readonly kind: 'denied'; readonly detail: string }
  | { readonly kind: 'abandoned'; readonly detail: string; readonly sinceMs: number }
  /** The share has fewer sessions than copies, and others have their turn. */
  | { readonly kind: 'away' }

/** Times are by the copy's own clock. */
export type LinkStatus =
  | {
      readonly kind: 'linked'
      readonly to: string
      /** `parent`: the assigned parent. `peer`: another copy. */
      readonly through: 'parent' | 'peer'
      readonly activity: 'idle' | 'syncing'
      readonly sinceMs: number
    }
  | {
      readonly kind: 'none'
      readonly reason: NoLinkReason
      readonly sinceMs: number
      readonly nextTryMs: number | null
    }
