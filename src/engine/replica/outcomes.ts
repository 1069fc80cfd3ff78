import type { LiveContent } from '../content/index.ts'
import type { Dot } from '../identifier/index.ts'
import type { Register, SeenToken, Written } from '../merge/index.ts'
import type { DiskRefusal } from '../ports/index.ts'
import type { Closed } from './closed.ts'

export interface Reading {
  readonly register: Register | null
  readonly seen: SeenToken
}

/** The token is malformed, or names values that this copy never showed there. */
export interface BadSeen {
  readonly kind: 'bad-seen'
  readonly detail: string
}

export type EditOutcome =
  | {
      readonly kind: 'acknowledged'
      readonly dot: Dot
      readonly seen: SeenToken
      readonly conflicts: boolean
    }
  | BadSeen
  | Closed
  | DiskRefusal

/** The bytes could not become a version: nothing was written, and their source is unchanged. */
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
  /** `left` are the differing values that were not named: they keep the conflict open. */
  | { readonly kind: 'resolved'; readonly dot: Dot; readonly left: readonly Written[] }
  | { readonly kind: 'no-conflict'; readonly detail: string }
  | { readonly kind: 'unknown-value'; readonly detail: string }
  | Closed
  | DiskRefusal

export type RecordOutcome =
  | { readonly kind: 'acknowledged'; readonly dot: Dot }
  | { readonly kind: 'pointless'; readonly detail: string }
  | { readonly kind: 'not-allowed'; readonly detail: string }
  | BadSeen
  | Closed
  | DiskRefusal
