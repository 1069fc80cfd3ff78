import type { CutOff, StoreStanding } from '../../access/ports/index.ts'
import type { StoredPosition } from './stored-facts.ts'

export interface PostgresSubscription {
  readonly isEnabled: boolean
  /** Tables whose initial copy and catch-up are incomplete. */
  readonly tablesLeft: number
  /** Whether a heartbeat written after the last table's copy has arrived. */
  readonly isHeartbeatPast: boolean
  /** When the centre's server last sent a message; null while disconnected. */
  readonly lastMessageAtMs: number | null
}

export interface BranchFound {
  /** The subscription. Null between two fills. */
  readonly subscription: PostgresSubscription | null
  readonly position: StoredPosition | null
  /** The position served before a refill. */
  readonly before: StoredPosition | null
  readonly nowMs: number
}

/** A centre's server sends a message at least every 30 s (PostgreSQL's wal_sender_timeout). */
const silentMs = 60_000

export type ServedFrom = 'facts' | 'facts_before' | null

/** Pure: the facts that are one past moment of the centre. Returns null if there are none yet. */
export const servedFrom = ({ subscription, position: place, before }: BranchFound): ServedFrom => {
  if (subscription?.tablesLeft === 0 && subscription.isHeartbeatPast && place) return 'facts'
  return before ? 'facts_before' : null
}

export const branchStanding = (found: BranchFound): Extract<StoreStanding, { kind: 'branch' }> => {
  const from = servedFrom(found)
  const served = from === 'facts' ? found.position : from === 'facts_before' ? found.before : null
  const unserved = found.subscription ? 'filling' : 'empty'
  return {
    kind: 'branch',
    centre: (found.position ?? found.before)?.centre ?? null,
    phase: from === 'facts' ? 'serving' : from === 'facts_before' ? 'refilling' : unserved,
    asOf: served && { place: served.position, atMs: served.heartbeatMs },
    cutOff: served && cutOffOf(found, served),
  }
}

const cutOffOf = ({ subscription, nowMs }: BranchFound, served: StoredPosition): CutOff | null => {
  if (!subscription) return { sinceMs: served.heartbeatMs, detail: 'it no longer has a subscription' }
  const sinceMs = Math.max(served.heartbeatMs, subscription.lastMessageAtMs ?? 0)
  if (!subscription.isEnabled) return { sinceMs, detail: 'its subscription is switched off' }
  if (subscription.lastMessageAtMs !== null && nowMs - subscription.lastMessageAtMs < silentMs) return null
  const detail =
    'the centre’s server cannot be reached from here, or keeps no more what this branch lacks: see what its own status says'
  return { sinceMs, detail }
}
