import type { StoreTrouble } from './sql-database.ts'

/** One fact of the firm, as text (see `rights/fact.ts`). A null value deletes it. */
export interface FactRow {
  readonly table: string
  readonly key: string
  readonly value: string | null
}

export interface StandingFact extends FactRow {
  readonly value: string
}

/** A position in a centre's history. The hash covers all changes up to it. */
export interface FeedPosition {
  readonly centreId: string
  readonly position: number
  readonly chain: string
}

export type StoreStanding =
  | { readonly kind: 'centre'; readonly name: string; readonly place: FeedPosition }
  | {
      readonly kind: 'branch'
      /** The centre's name. Null until its first answer. */
      readonly centre: string | null
      /** `refilling`: the centre no longer keeps the next changes, so all facts are copied again. */
      readonly phase: 'empty' | 'filling' | 'serving' | 'refilling'
      /** The moment of the centre that it serves. Null until it serves one. */
      readonly asOf: { readonly place: FeedPosition; readonly atMs: number } | null
      /** Since when and why the centre is out of reach. Null if it answers or was never asked. */
      readonly cutOff: CutOff | null
    }

export interface CutOff {
  readonly sinceMs: number
  readonly detail: string
}

/** Author of a change, and its time by the store's clock. */
export interface StoreAction {
  readonly by: string
  readonly atMs: number
}

export type WriteOutcome =
  | { readonly kind: 'written'; readonly position: number }
  /** Facts flow one way, so a branch refuses writes and names its centre. */
  | { readonly kind: 'refused'; readonly centre: string | null; readonly detail: string }
  | { readonly kind: 'trouble'; readonly trouble: StoreTrouble }

export type FactsAnswer =
  | {
      readonly kind: 'facts'
      /** Sorted by key, in UTF-8 byte order. */
      readonly facts: readonly StandingFact[]
      /** The moment that the facts reflect. For a centre, the time of the call. */
      readonly asOfMs: number
    }
  | { readonly kind: 'not-filled'; readonly detail: string }
  | { readonly kind: 'trouble'; readonly trouble: StoreTrouble }

/** Permissions and settings of the firm: a centre, or a branch that mirrors a past moment of it. */
export interface DataStore {
  /** Throws StoreTrouble if the store fails. */
  standing(): Promise<StoreStanding>
  facts(table: string, nowMs: number): Promise<FactsAnswer>
  /** Writes all facts as one change, or none. */
  write(rows: readonly FactRow[], action: StoreAction): Promise<WriteOutcome>
}

export interface StoreChange {
  readonly position: number
  readonly atMs: number
  readonly by: string
  readonly rows: readonly FactRow[]
  readonly chain: string
}

export type LoadCursor = Pick<FactRow, 'table' | 'key'>

export type FeedAnswer =
  /** Changes after the requested position, in order. May be empty. */
  | { readonly kind: 'changes'; readonly changes: readonly StoreChange[]; readonly latest: number }
  /** The centre no longer keeps the next change. */
  | { readonly kind: 'expired'; readonly oldest: number }
  /** The position belongs to another centre, or to one restored from a backup. */
  | { readonly kind: 'elsewhere' }
  | NoAnswer

/** The centre is out of reach, or refuses this branch. */
export type NoAnswer =
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'denied'; readonly detail: string }

export type PageAnswer =
  | {
      readonly kind: 'page'
      readonly centre: string
      readonly after: LoadCursor | null
      /** The centre's position when it read the page. */
      readonly place: FeedPosition
      readonly facts: readonly StandingFact[]
      readonly isLast: boolean
    }
  | NoAnswer

/**
 * A branch's requests to its centre. Nothing flows the other way. An answer may be shorter than requested,
 * but never empty if something is left.
 */
export interface ChangeFeed {
  changes(after: FeedPosition, changesMax: number): Promise<FeedAnswer>
  /** Pages through all facts, by table and key. */
  page(after: LoadCursor | null, factsMax: number): Promise<PageAnswer>
}

export interface Centre extends DataStore, ChangeFeed {
  /** Periodic upkeep: writes a heartbeat, and drops changes past their retention. */
  keepUp(atMs: number, retentionMs: number): Promise<WriteOutcome>
  /** Records which branches follow. Throws StoreTrouble if the store fails. */
  noteAsked(asked: BranchAsked): Promise<void>
  /** Latest request of each branch, by name. Throws StoreTrouble if the store fails. */
  askedBy(): Promise<readonly BranchAsked[]>
}

export interface BranchAsked {
  readonly name: string
  readonly atMs: number
  /** Last change received. Null during the initial load. */
  readonly position: number | null
}
