import type { Topology } from '../plan/topology.ts'
import type { CheckRecord, RunRecord } from './run-record.ts'

export type { Topology } from '../plan/topology.ts'

/** Names one run within one invocation: `NAME#SEED`. */
export type RunId = string

/** To whom a copy is linked, or why it is not. Times are virtual microseconds since the world began. */
export type LinkView =
  | {
      readonly kind: 'linked'
      readonly to: string
      readonly through: 'parent' | 'peer'
      readonly activity: 'idle' | 'syncing'
      readonly sinceUs: number
    }
  | {
      readonly kind: 'none'
      readonly reason: 'not-opened' | 'chosen' | 'unreachable' | 'refused' | 'denied' | 'abandoned' | 'away'
      readonly next: string
      readonly sinceUs: number
    }

export interface CopyView {
  readonly id: string
  readonly user: string | null
  readonly host: string
  readonly parent: string | null
  /** null at the top of the hierarchy: a parent file on a share (which has no user), or a peer parent with nobody above. */
  readonly link: LinkView | null
  readonly serving: readonly string[]
  readonly unsent: number
  readonly unapplied: number
  readonly openConflicts: number
}

export interface ConflictView {
  /** The register's address, `TABLE/KEY.FIELD`. */
  readonly path: string
  readonly state: 'open' | 'resolved'
  readonly values: readonly {
    readonly value: string
    readonly author: string
    readonly writtenAtUs: number
  }[]
  readonly seenOn: string
  readonly seenAtUs: number
}

/** One outage or refusal period, for the fault strip; `toUs` is null while it lasts. */
export interface FaultView {
  readonly id: string
  readonly label: string
  readonly target: string
  /** Whether the target cannot be reached meanwhile. */
  readonly isDown: boolean
  readonly fromUs: number
  readonly toUs: number | null
}

/** One of the firm's data stores: its centre, or a branch and how far behind the centre what it shows is. */
export type StoreView =
  | { readonly kind: 'centre'; readonly id: string }
  | {
      readonly kind: 'branch'
      readonly id: string
      readonly centre: string
      readonly phase: 'empty' | 'filling' | 'serving' | 'refilling'
      /** Its centre did not answer when it was last asked. */
      readonly isCutOff: boolean
      readonly behindMs: number
    }

export interface LiveFrame {
  readonly virtualUs: number
  /** When the plan ends; healing comes after it. */
  readonly endUs: number
  /** 0 to 1. */
  readonly progress: number
  readonly phase: 'working' | 'healing' | 'checking' | 'again'
  readonly editsMade: number
  readonly editsDelivered: number
  /** Edits delivered in each virtual minute up to the one that has begun, oldest first, at most the last 120. */
  readonly deliveredByMinute: readonly number[]
  readonly bytesSent: number
  readonly conflicts: { readonly open: number; readonly resolved: number }
  readonly sessions: {
    readonly host: string | null
    readonly open: number
    readonly max: number
    readonly limit: number | null
  }
  readonly refusals: number
  readonly copies: readonly CopyView[]
  readonly latestConflicts: readonly ConflictView[]
  readonly faults: readonly FaultView[]
  readonly checks: readonly CheckRecord[]
  /** Absent where everybody may do everything. */
  readonly stores?: readonly StoreView[]
}

export type LiveEvent =
  | {
      readonly kind: 'run-queued'
      readonly run: RunId
      readonly scenario: string
      readonly seed: number
      readonly form: 'full' | 'short'
      readonly story: string
    }
  | {
      readonly kind: 'run-started'
      readonly run: RunId
      readonly topology: Topology
      readonly startsAtMs: number
    }
  | { readonly kind: 'frame'; readonly run: RunId; readonly frame: LiveFrame }
  | { readonly kind: 'run-finished'; readonly run: RunId; readonly record: RunRecord }
