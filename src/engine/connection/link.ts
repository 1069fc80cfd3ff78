/** Why a copy has no link. */
export type NoLinkReason =
  | { readonly kind: 'chosen' }
  | { readonly kind: 'unreachable'; readonly detail: string }
  /** The host has as many sessions as it accepts; nobody is queued. */
  | { readonly kind: 'refused'; readonly code: 71; readonly detail: string }
  | { readonly kind: 'denied'; readonly detail: string }
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

/** What a screen says of a link; the colour beside it is only a view. */
export const linkText = (link: LinkStatus): string => {
  if (link.kind === 'linked') {
    const where = link.through === 'parent' ? link.to : `${link.to} (a peer, not the assigned parent)`
    return link.activity === 'syncing' ? `synchronizing with ${where}` : `online, linked to ${where}`
  }
  return `offline: ${reasonText(link.reason)}`
}

const reasonText = (reason: NoLinkReason): string => {
  switch (reason.kind) {
    case 'chosen':
      return 'working offline by choice'
    case 'unreachable':
      return `cannot be reached (${reason.detail})`
    case 'refused':
      return `refused, error ${reason.code} (${reason.detail})`
    case 'denied':
      return `access denied (${reason.detail})`
    case 'away':
      return 'letting others have their turn'
  }
}
