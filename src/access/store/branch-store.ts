import { must } from '../../engine/invariant.ts'
import type { Digest } from '../../engine/ports/index.ts'
import {
  type CutOff,
  type DataStore,
  type FactsAnswer,
  type FeedAnswer,
  type NoAnswer,
  type PageAnswer,
  type SqlDatabase,
  type StoreStanding,
  StoreTrouble,
  type WriteOutcome,
} from '../ports/index.ts'
import {
  afterChanges,
  afterPage,
  type BranchState,
  emptyBranch,
  type NextRequest,
  nextRequest,
  restarted,
} from './branch-state.ts'
import { factsOf, putFacts, readNote, writeNote } from './sql-facts.ts'
import { createSchema } from './sql-schema.ts'
import { orTrouble } from './store-trouble.ts'

/** `does-not-fit`: the answer did not continue the local history and was rejected. */
export type TakeOutcome = 'taken' | 'nothing-new' | 'does-not-fit'

/** The centre's address as the user entered it, and this branch's name there. */
export interface FeedSource {
  readonly centre: string
  readonly name: string
}

/**
 * A past moment of the centre, replicated one way. Serves nothing until the initial load is complete and a
 * heartbeat followed. If it falls behind the retention, it reloads beside the served facts. Synchronous
 * members throw StoreTrouble if the database fails.
 */
export class BranchStore implements DataStore {
  readonly #database: SqlDatabase
  readonly #digest: Digest

  /** Throws StoreTrouble if the database is not a branch. */
  constructor(database: SqlDatabase, digest: Digest) {
    this.#database = database
    this.#digest = digest
    if (!readNote(database, 'branch')) throw new StoreTrouble('not-a-store', 'this data store is no branch')
  }

  /** Turns an empty database into a branch. Throws StoreTrouble if it is not empty. */
  static create(database: SqlDatabase, digest: Digest): BranchStore {
    createSchema(database, 'branch', () => writeNote(database, 'branch', emptyBranch))
    return new BranchStore(database, digest)
  }

  async standing(): Promise<StoreStanding> {
    const { centre, served, load, mustLoad } = this.#state()
    const phase = served ? (mustLoad ? 'refilling' : 'serving') : load ? 'filling' : 'empty'
    return { kind: 'branch', centre, phase, asOf: served, cutOff: this.cutOff() }
  }

  async facts(table: string): Promise<FactsAnswer> {
    return orTrouble(() => {
      const { served } = this.#state()
      if (!served) return { kind: 'not-filled', detail: 'the branch is still being filled from its centre' }
      return { kind: 'facts', facts: factsOf(this.#database, table), asOfMs: served.atMs }
    })
  }

  async write(): Promise<WriteOutcome> {
    return orTrouble(() => {
      const { centre } = this.#state()
      const detail = `a branch is written by its centre alone: make the change at ${centre ?? 'the centre'}`
      return { kind: 'refused', centre, detail }
    })
  }

  next(): NextRequest {
    return nextRequest(this.#state())
  }

  /** Takes the centre's answer to {@link next}. Ignores repeated and late answers. */
  take(answer: FeedAnswer | PageAnswer): TakeOutcome {
    if (answer.kind === 'unreachable' || answer.kind === 'denied') return 'nothing-new'
    return this.#database.transaction(() =>
      answer.kind === 'page' ? this.#takePage(answer) : this.#takeChanges(answer),
    )
  }

  /** Reloads beside the served facts. */
  reload(): void {
    this.#database.transaction(() => this.#put(restarted(this.#state())))
  }

  /** Since when the centre is out of reach. Stored, so that all programs report the same. */
  cutOff(): CutOff | null {
    return readNote<CutOff>(this.#database, 'cut-off')
  }

  noteCutOff(cutOff: CutOff | null): void {
    this.#database.transaction(() => writeNote(this.#database, 'cut-off', cutOff))
  }

  source(): FeedSource | null {
    return readNote<FeedSource>(this.#database, 'source')
  }

  noteSource(source: FeedSource): void {
    this.#database.transaction(() => writeNote(this.#database, 'source', source))
  }

  close(): void {
    this.#database.close()
  }

  #takePage(page: Extract<PageAnswer, { kind: 'page' }>): TakeOutcome {
    const before = this.#state()
    const next = afterPage(before, page)
    if (next === before) return 'nothing-new'
    if (!before.load) this.#database.run('delete from filling')
    putFacts(this.#database, 'filling', page.facts)
    this.#put(next)
    return 'taken'
  }

  #takeChanges(answer: Exclude<FeedAnswer, NoAnswer>): TakeOutcome {
    const before = this.#state()
    const { state, applied, isLoaded, isBroken } = afterChanges(before, answer, this.#digest)
    const into = before.load ? 'filling' : 'facts'
    for (const { rows } of applied) putFacts(this.#database, into, rows)
    if (isLoaded) this.#serveLoaded()
    if (state !== before) this.#put(state)
    if (isBroken) return 'does-not-fit'
    return state === before ? 'nothing-new' : 'taken'
  }

  #serveLoaded(): void {
    this.#database.run('delete from facts')
    this.#database.run('insert into facts (kind, key, value) select kind, key, value from filling')
    this.#database.run('delete from filling')
  }

  #state(): BranchState {
    return must(readNote<BranchState>(this.#database, 'branch'), 'a branch stores its state')
  }

  #put(state: BranchState): void {
    writeNote(this.#database, 'branch', state)
  }
}
