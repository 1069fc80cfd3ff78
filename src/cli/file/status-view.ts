import type { WaitingView } from './waiting-view.ts'

/** What a copy's status is, as --json prints it. */
export interface StatusView {
  readonly fileName: string
  readonly fileId: string
  readonly copyName: string
  readonly user: string
  /** Null in a file's first copy, until it is connected to another one. */
  readonly link: {
    readonly name: string
    readonly address: string
    readonly through: 'parent' | 'peer'
    /** Asked just now: `reachable`, `unreachable`, `denied`, `refused`, or `unusable` where what lies there is damaged or another file. */
    readonly state: string
    readonly detail: string | null
    /** When both sides were level last. */
    readonly level: string | null
  } | null
  /** Who is or was connected here. */
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
  readonly waiting: readonly WaitingView[]
  /** Documents whose files somebody removed from the working folder: nothing was deleted by that. */
  readonly missing: readonly string[]
  /** What lies in the working folder and cannot be a document. */
  readonly refused: readonly { readonly path: string; readonly reason: string }[]
  /** Versions whose bytes are needed and not here: who asks this copy for them gets none. */
  readonly lacking: number
  readonly unknownOps: number
  readonly copies: readonly {
    readonly copyName: string
    readonly user: string
    readonly line: string
    readonly parent: string | null
  }[]
}
