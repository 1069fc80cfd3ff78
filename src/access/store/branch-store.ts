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

/** `does-not-fit`: the centre sent what does not continue what is here, and that was not taken. */
export type TakeOutcome = 'taken' | 'nothing-new' | 'does-not-fit'

/** Whom a branch asks: an address as its user gave it, and under which name the centre knows it. */
export interface FeedSource {
  readonly centre: string
  readonly name: string
}

/**
 * A branch's data store: a past moment of the centre, filled one way. It serves nothing until all of it is here and the
 * centre was heard of since; what came too late to be followed is brought anew beside what is served, and takes its
 * place at once.
 */
export class BranchStore implements DataStore {
  readonly #database: SqlDatabase
  readonly #digest: Digest

  /** Throws StoreTrouble where the database is no branch's. */
  constructor(database: SqlDatabase, digest: Digest) {
    this.#database = database
    this.#digest = digest
    if (!readNote(database, 'branch')) throw new StoreTrouble('not-a-store', 'this data store is no branch')
  }

  /** Makes an empty database a branch. Throws StoreTrouble. */
  static create(database: SqlDatabase, digest: Digest): BranchStore {
    createSchema(database, 'branch', () => writeNote(database, 'branch', emptyBranch))
    return new BranchStore(database, digest)
  }

  async standing(): Promise<StoreStanding> {
    const { centre, served, fill: load, mustFill } = this.#state()
    const phase = served ? (mustFill ? 'refilling' : 'serving') : load ? 'filling' : 'empty'
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

  /** What is to be asked of the centre next. Throws StoreTrouble. */
  next(): NextRequest {
    return nextRequest(this.#state())
  }

  /** Takes what the centre answered to {@link next}; an answer that came twice, or late, does no harm. Throws StoreTrouble. */
  take(answer: FeedAnswer | PageAnswer): TakeOutcome {
    if (answer.kind === 'unreachable' || answer.kind === 'denied') return 'nothing-new'
    return this.#database.transaction(() =>
      answer.kind === 'page' ? this.#takePage(answer) : this.#takeChanges(answer),
    )
  }

  /** Has all of it brought anew, beside what is served. Throws StoreTrouble. */
  reload(): void {
    this.#database.transaction(() => this.#put(restarted(this.#state())))
  }

  /** Since when the centre is not heard of; the store remembers it, so that whoever asks later, or elsewhere, is told the same. Throws StoreTrouble. */
  cutOff(): CutOff | null {
    return readNote<CutOff>(this.#database, 'cut-off')
  }

  /** Throws StoreTrouble. */
  noteCutOff(cutOff: CutOff | null): void {
    this.#database.transaction(() => writeNote(this.#database, 'cut-off', cutOff))
  }

  /** Null where it was never said. Throws StoreTrouble. */
  source(): FeedSource | null {
    return readNote<FeedSource>(this.#database, 'source')
  }

  /** Throws StoreTrouble. */
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
    if (!before.fill) this.#database.run('delete from filling')
    putFacts(this.#database, 'filling', page.facts)
    this.#put(next)
    return 'taken'
  }

  #takeChanges(answer: Exclude<FeedAnswer, NoAnswer>): TakeOutcome {
    const before = this.#state()
    const { state, applied, isLoaded, isBroken } = afterChanges(before, answer, this.#digest)
    const into = before.fill ? 'filling' : 'facts'
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
    return must(readNote<BranchState>(this.#database, 'branch'), 'a branch notes where it stands')
  }

  #put(state: BranchState): void {
    writeNote(this.#database, 'branch', state)
  }
}
