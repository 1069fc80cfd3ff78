import type { WaitingView } from './waiting-view.ts'

/** What a copy's status is, as --json prints it. */
export interface StatusView {
  readonly fileName: string
  readonly fileId: string
  readonly copyName: string
  readonly user: string
  /** What the copy writes; `news` where that is, or is about to be, another line than before. */
  readonly line: { readonly id: string; readonly news: string | null }
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
  readonly unknownOps: number
  /** Lines with several histories, as where a disk was cloned and both were worked on; what each goes on as. */
  readonly splits: readonly {
    readonly line: string
    readonly copyName: string
    /** The last event that they share. */
    readonly afterSeq: number
    readonly branches: readonly string[]
  }[]
  readonly copies: readonly {
    readonly copyName: string
    readonly user: string
    readonly line: string
    readonly parent: string | null
    /** The line that this one goes on from, where a folder was moved, restored or copied by hand. */
    readonly continues: string | null
  }[]
}
