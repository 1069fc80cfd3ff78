import type { LeaseView } from './lease-view.ts'
import type { WaitingView } from './waiting-view.ts'

export interface StatusView {
  readonly fileName: string
  readonly fileId: string
  readonly copyName: string
  readonly user: string
  /** `news` is set if that is, or is about to be, another log than before. */
  readonly line: { readonly id: string; readonly news: string | null }
  /** Null in a file's first copy, until it is connected to another one. */
  readonly link: {
    readonly name: string
    readonly address: string
    readonly through: 'parent' | 'peer'
    /** Asked just now: `reachable`, `unreachable`, `denied`, `refused`, or `unusable` where what lies there is damaged or another file. */
    readonly state: string
    readonly detail: string | null
    /** When both sides were last in sync. */
    readonly level: string | null
  } | null
  readonly serving: readonly {
    readonly copyName: string
    readonly user: string
    readonly since: string
    readonly left: string | null
  }[]
  /** Events that the linked copy is not known to have. */
  readonly unsent: number
  readonly unapplied: number
  readonly conflicts: number
  /** Conflicts whose assigned date has passed. */
  readonly overdue: readonly { readonly conflictId: string; readonly owner: string; readonly due: string }[]
  readonly waiting: readonly WaitingView[]
  /** Documents whose files somebody removed from the working folder: nothing was deleted by that. */
  readonly missing: readonly string[]
  /** Files in the working folder that cannot be documents. */
  readonly refused: readonly { readonly path: string; readonly reason: string }[]
  /** Versions whose bytes are needed and not here: who asks this copy for them gets none. */
  readonly lacking: number
  readonly unknownOps: number
  /** Logs with several histories, as after the disk of a working copy was cloned. */
  readonly splits: readonly {
    readonly line: string
    readonly copyName: string
    /** The last event that they share. */
    readonly afterSeq: number
    readonly branches: readonly string[]
  }[]
  /** Why nobody can write to this copy. Null if people can. */
  readonly closed: { readonly reason: string; readonly detail: string; readonly since: string } | null
  /** Values of abandoned copies that nobody has taken over yet. */
  readonly rescued: number
  readonly lockDowns: readonly {
    readonly holder: string
    readonly author: string
    readonly since: string
    /** Copies that have not confirmed, when they were last seen, and how many events they had unsent. */
    readonly waitsFor: readonly {
      readonly copyName: string
      readonly lastSeen: string | null
      readonly unsent: number | null
    }[]
  }[]
  /** Exclusive use of documents, where the arbiter could be asked. */
  readonly leases: readonly LeaseView[]
  readonly copies: readonly CopyView[]
}

/** One row of the properties: a copy as it is known here. A property that it never reported is null. */
export interface CopyView {
  readonly copyName: string
  readonly user: string
  readonly line: string
  readonly parent: string | null
  /** The line that this one goes on from, where a folder was moved, restored or copied by hand. */
  readonly continues: string | null
  /** Where it exchanges now: another one than `parent` under a temporary parent. */
  readonly hangsUnder: string | null
  readonly state: 'live' | 'leaving' | 'left' | 'abandoned' | 'retired' | 'unknown'
  readonly isThisCopy: boolean
  /** As observed here; null for this copy itself, and where nothing was ever heard. */
  readonly lastSeen: string | null
  /** Until when others keep deletion markers and old versions for the copy. Null if nobody waits for it. */
  readonly awaitedUntil: string | null
  readonly connected: { readonly since: string; readonly from: string | null } | null
  readonly knownSeq: number
  /** How far of that its copy signed. */
  readonly signedSeq: number | null
  readonly unsent: number | null
  readonly unapplied: number | null
  readonly conflicts: number | null
  /** How far each log is durable in its folder. */
  readonly acknowledged: Readonly<Record<string, number>> | null
  /** Events here that the copy is not known to have. */
  readonly lacks: number | null
}
