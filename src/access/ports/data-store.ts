import type { StoreTrouble } from './sql-database.ts'

/** One of the firm's facts, as text: what it means is the matter of `datastore/fact.ts`. A null value takes it back. */
export interface FactRow {
  readonly table: string
  readonly key: string
  readonly value: string | null
}

/** A fact that stands. */
export interface StandingFact extends FactRow {
  readonly value: string
}

/** A place in a centre's history: the hash covers every change up to the position. */
export interface FeedPosition {
  readonly centreId: string
  readonly position: number
  readonly chain: string
}

export type StoreStanding =
  | { readonly kind: 'centre'; readonly name: string; readonly place: FeedPosition }
  | {
      readonly kind: 'branch'
      /** The centre's name; null until something came from there. */
      readonly centre: string | null
      /** `refilling`: what it serves is older than the centre's changes go back, and all of it is brought anew. */
      readonly phase: 'empty' | 'filling' | 'serving' | 'refilling'
      /** Which moment of the centre it serves; null where it serves nothing yet. */
      readonly asOf: { readonly place: FeedPosition; readonly atMs: number } | null
      /** Since when it does not hear of its centre, and why; null where it does, or nobody has asked yet. */
      readonly cutOff: CutOff | null
    }

export interface CutOff {
  readonly sinceMs: number
  readonly detail: string
}

/** Whose change it is, and when by the clock of the store that is asked. */
export interface StoreAction {
  readonly by: string
  readonly atMs: number
}

export type WriteOutcome =
  | { readonly kind: 'written'; readonly position: number }
  /** Facts flow one way: a branch takes none, and says who does. */
  | { readonly kind: 'refused'; readonly centre: string | null; readonly detail: string }
  | { readonly kind: 'trouble'; readonly trouble: StoreTrouble }

export type FactsAnswer =
  | {
      readonly kind: 'facts'
      /** By key, in order of their UTF-8 bytes. */
      readonly facts: readonly StandingFact[]
      /** The moment they are of: a centre's is the one at which it was asked. */
      readonly asOfMs: number
    }
  | { readonly kind: 'not-filled'; readonly detail: string }
  | { readonly kind: 'trouble'; readonly trouble: StoreTrouble }

/** Who may open what, and the firm's settings: a centre, or a branch that is a past moment of it. */
export interface DataStore {
  /** Throws StoreTrouble. */
  standing(): Promise<StoreStanding>
  /** All facts of a table. */
  facts(table: string, nowMs: number): Promise<FactsAnswer>
  /** All of them or none, as one change. */
  write(rows: readonly FactRow[], action: StoreAction): Promise<WriteOutcome>
}

/** What was written at a centre at once. */
export interface StoreChange {
  readonly position: number
  readonly atMs: number
  readonly by: string
  readonly rows: readonly FactRow[]
  readonly chain: string
}

/** Where a page of a fill ended. */
export type LoadCursor = Pick<FactRow, 'table' | 'key'>

export type FeedAnswer =
  /** In their order, from the one after the place that was named; empty where there is none. */
  | { readonly kind: 'changes'; readonly changes: readonly StoreChange[]; readonly latest: number }
  /** Retention: the change after that place is kept no more. */
  | { readonly kind: 'expired'; readonly oldest: number }
  /** That place is none of this centre: another one, or one that was put back from a backup. */
  | { readonly kind: 'elsewhere' }
  | NoAnswer

/** Nothing came: nobody could be asked, or the centre gives this branch nothing. */
export type NoAnswer =
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'denied'; readonly detail: string }

export type PageAnswer =
  | {
      readonly kind: 'page'
      readonly centre: string
      /** What was asked for. */
      readonly after: LoadCursor | null
      /** Where the centre stood when it gave the page. */
      readonly place: FeedPosition
      readonly facts: readonly StandingFact[]
      readonly isLast: boolean
    }
  | NoAnswer

/** What a branch asks of its centre. Nothing flows the other way; an answer may hold less than was asked for, but never nothing of it. */
export interface ChangeFeed {
  changes(after: FeedPosition, changesMax: number): Promise<FeedAnswer>
  /** Of all facts, by table and key. */
  page(after: LoadCursor | null, factsMax: number): Promise<PageAnswer>
}

/** The store that takes writes, and what it does besides. */
export interface Centre extends DataStore, ChangeFeed {
  /** Now and then: says that it is there, and forgets changes that are older than retention. */
  keepUp(atMs: number, retentionMs: number): Promise<WriteOutcome>
  /** Remembers that a branch asked, for whoever wants to know who follows. Throws StoreTrouble. */
  noteAsked(asked: BranchAsked): Promise<void>
  /** The branches that asked so far, each as it did last, by name. Throws StoreTrouble. */
  askedBy(): Promise<readonly BranchAsked[]>
}

/** That a branch asked its centre, and what it had then. */
export interface BranchAsked {
  readonly name: string
  readonly atMs: number
  /** Up to which change; null while it is filled. */
  readonly position: number | null
}
