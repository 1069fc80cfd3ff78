import type { LiveContent } from '../content/index.ts'
import type { Dot } from '../identifier/index.ts'
import type { Register, SeenToken, Written } from '../merge/index.ts'
import type { DiskTrouble } from '../ports/index.ts'
import type { Closed } from './closed.ts'

/** What a reader sees of one register, and the token that the next write gives back. */
export interface Reading {
  readonly register: Register | null
  readonly seen: SeenToken
}

/** The disk did not allow it; nothing was acknowledged, and nothing that had been is lost. */
export interface DiskRefusal {
  readonly kind: 'disk-trouble'
  readonly trouble: DiskTrouble
}

/** The token is none, or it names values that this copy never showed there. */
export interface BadSeen {
  readonly kind: 'bad-seen'
  readonly detail: string
}

export type EditOutcome =
  /** On the disk, and in the line. `conflicts` is true where others' values stand beside it. */
  | {
      readonly kind: 'acknowledged'
      readonly dot: Dot
      readonly seen: SeenToken
      readonly conflicts: boolean
    }
  | BadSeen
  | Closed
  | DiskRefusal

/** The bytes could not become a version: nothing was written, and the file they came from is as it was. */
export interface NotTaken {
  readonly kind: 'not-taken'
  readonly detail: string
}

export type SaveOutcome =
  | {
      readonly kind: 'acknowledged'
      readonly documentId: string
      readonly content: LiveContent
      readonly dot: Dot
      readonly conflicts: boolean
    }
  | { readonly kind: 'bad-name'; readonly detail: string }
  | NotTaken
  | BadSeen
  | Closed
  | DiskRefusal

export type ResolveOutcome =
  /** `left` are the values that were not named and differ: the conflict stays open with them. */
  | { readonly kind: 'resolved'; readonly dot: Dot; readonly left: readonly Written[] }
  | { readonly kind: 'no-conflict'; readonly detail: string }
  | { readonly kind: 'unknown-value'; readonly detail: string }
  | Closed
  | DiskRefusal

/** What came of writing to a record as a whole: deleting it, restoring it, moving it, signing it. */
export type RecordOutcome =
  /** On the disk, and in the line. */
  | { readonly kind: 'acknowledged'; readonly dot: Dot }
  /** What was asked for makes no sense here as things stand: nothing was written. */
  | { readonly kind: 'pointless'; readonly detail: string }
  | { readonly kind: 'not-allowed'; readonly detail: string }
  | BadSeen
  | Closed
  | DiskRefusal
