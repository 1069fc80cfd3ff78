import type { CutOff, StoreStanding } from '../../access/ports/index.ts'
import type { StoredPosition } from './stored-facts.ts'

/** How PostgreSQL's own replication stands at a branch. */
export interface PostgresSubscription {
  readonly isEnabled: boolean
  /** Tables whose first copy, and what changed meanwhile, is not all here. */
  readonly tablesLeft: number
  /** Whether a heartbeat has come that was written after the last table was whole. */
  readonly isHeartbeatPast: boolean
  /** When the centre's server said something last; null while nobody is connected to it. */
  readonly lastMessageAtMs: number | null
}

export interface BranchFound {
  /** Null where there is none, as between two fills. */
  readonly subscription: PostgresSubscription | null
  readonly position: StoredPosition | null
  /** What was served before all of it was to be brought anew. */
  readonly before: StoredPosition | null
  /** By the branch's own clock. */
  readonly nowMs: number
}

/** The server of a centre says something every 30 s at least, unless it cannot (PostgreSQL's wal_sender_timeout). */
const silentMs = 60_000

export type ServedFrom = 'facts' | 'facts_before' | null

/** Pure: which facts are one past moment of the centre; null where none are yet. */
export const servedFrom = ({ subscription, position: place, before }: BranchFound): ServedFrom => {
  if (subscription?.tablesLeft === 0 && subscription.isHeartbeatPast && place) return 'facts'
  return before ? 'facts_before' : null
}

/** Pure: what a branch says of itself. */
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
  if (!subscription) return { sinceMs: served.heartbeatMs, detail: 'it has no subscription any more' }
  const sinceMs = Math.max(served.heartbeatMs, subscription.lastMessageAtMs ?? 0)
  if (!subscription.isEnabled) return { sinceMs, detail: 'its subscription is switched off' }
  if (subscription.lastMessageAtMs !== null && nowMs - subscription.lastMessageAtMs < silentMs) return null
  const detail =
    'the centre’s server cannot be reached from here, or keeps no more what this branch lacks: see what its own status says'
  return { sinceMs, detail }
}
