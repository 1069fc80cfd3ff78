/** Why a copy has no link. */
export type NoLinkReason =
  | { readonly kind: 'chosen' }
  | { readonly kind: 'unreachable'; readonly detail: string }
  /** The host has as many sessions as it accepts; nobody is queued. `code` as the share port has it. */
  | { readonly kind: 'refused'; readonly code: number; readonly detail: string }
  | { readonly kind: 'denied'; readonly detail: string }
  /** This copy was abandoned, which is final. */
  | { readonly kind: 'abandoned'; readonly detail: string; readonly sinceMs: number }
  /** It is the others' turn at a share that has fewer sessions than there are copies. */
  | { readonly kind: 'away' }

/** To whom a copy is linked, or why it is not, since when, and what comes next. Times are the copy's own clock. */
export type LinkStatus =
  | {
      readonly kind: 'linked'
      readonly to: string
      /** `parent`: the assigned parent. `peer`: another copy that it was connected to. */
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
