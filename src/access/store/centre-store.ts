import { must } from '../../engine/invariant.ts'
import type { Digest } from '../../engine/ports/index.ts'
import {
  type BranchAsked,
  type Centre,
  type FactRow,
  type FactsAnswer,
  type FeedAnswer,
  type FeedPosition,
  type LoadCursor,
  type PageAnswer,
  type SqlDatabase,
  type SqlRow,
  type StoreChange,
  type StoreAction,
  type StoreStanding,
  StoreTrouble,
  type WriteOutcome,
} from '../ports/index.ts'
import { nextChain } from './change-chain.ts'
import { heartbeatRow } from './heartbeat.ts'
import {
  factsAfter,
  factsOf,
  notesUnder,
  numberOf,
  putFacts,
  readNote,
  textOf,
  writeNote,
} from './sql-facts.ts'
import { createSchema } from './sql-schema.ts'
import { orTrouble, orUnreachable } from './store-trouble.ts'

/** A branch that was away for less needs no reload (docs/fidelity.md §4.1). */
export const defaultRetentionMs = 72 * 3_600_000

interface CentreNote {
  readonly id: string
  readonly name: string
}

/** The last change before the oldest one kept. */
interface FloorNote {
  readonly position: number
  readonly chain: string
}

/** Orders all changes, and keeps them for the retention so that branches can follow. */
export class CentreStore implements Centre {
  readonly #database: SqlDatabase
  readonly #digest: Digest
  readonly #centre: CentreNote

  /** Throws StoreTrouble if the database is not a centre. */
  constructor(database: SqlDatabase, digest: Digest) {
    this.#database = database
    this.#digest = digest
    const centre = readNote<CentreNote>(database, 'centre')
    if (!centre) throw new StoreTrouble('not-a-store', 'this data store is no centre')
    this.#centre = centre
  }

  /**
   * Turns an empty database into a centre. The caller draws a unique `id`. Throws StoreTrouble if the
   * database is not empty.
   */
  static create(database: SqlDatabase, digest: Digest, centre: CentreNote): CentreStore {
    createSchema(database, 'centre', () => {
      writeNote(database, 'centre', centre)
      writeNote(database, 'floor', { position: 0, chain: digest.sha256Hex(encoder.encode(centre.id)) })
    })
    return new CentreStore(database, digest)
  }

  async standing(): Promise<StoreStanding> {
    return { kind: 'centre', name: this.#centre.name, place: this.#latest() }
  }

  async facts(table: string, nowMs: number): Promise<FactsAnswer> {
    return orTrouble(() => ({ kind: 'facts', facts: factsOf(this.#database, table), asOfMs: nowMs }))
  }

  async write(rows: readonly FactRow[], action: StoreAction): Promise<WriteOutcome> {
    return orTrouble(() =>
      this.#database.transaction(() => {
        const latest = this.#latest()
        const change = { position: latest.position + 1, ...action, rows }
        const chain = nextChain(this.#digest, latest.chain, change)
        putFacts(this.#database, 'facts', rows)
        this.#database.run(
          'insert into changes (position, at_ms, by, facts, chain) values (?, ?, ?, ?, ?)',
          change.position,
          action.atMs,
          action.by,
          JSON.stringify(rows),
          chain,
        )
        return { kind: 'written', position: change.position }
      }),
    )
  }

  /** Writes a fact with only a time, which shows branches that the centre is reachable. */
  beat(atMs: number): Promise<WriteOutcome> {
    return this.write([heartbeatRow(atMs)], { by: this.#centre.name, atMs })
  }

  async keepUp(atMs: number, retentionMs: number): Promise<WriteOutcome> {
    const outcome = await this.beat(atMs)
    if (outcome.kind !== 'written') return outcome
    return orTrouble(() => {
      this.forgetBefore(atMs - retentionMs)
      return outcome
    })
  }

  /** A branch that lacks the dropped changes must reload. Always keeps the latest change. */
  forgetBefore(atMs: number): void {
    this.#database.transaction(() => {
      const kept = this.#database.rows('select min(position) as position from changes where at_ms >= ?', atMs)
      const latest = this.#latest().position
      const before = Math.min(
        kept[0]?.['position'] === null ? latest : numberOf(kept[0] ?? {}, 'position'),
        latest,
      )
      const last = this.#database.rows(
        'select position, chain from changes where position = ?',
        before - 1,
      )[0]
      if (!last) return
      writeNote(this.#database, 'floor', { position: before - 1, chain: textOf(last, 'chain') })
      this.#database.run('delete from changes where position < ?', before)
    })
  }

  async changes(after: FeedPosition, changesMax: number): Promise<FeedAnswer> {
    return orUnreachable(() => this.#changes(after, changesMax))
  }

  async page(after: LoadCursor | null, factsMax: number): Promise<PageAnswer> {
    return orUnreachable(() => this.#page(after, factsMax))
  }

  async noteAsked(asked: BranchAsked): Promise<void> {
    this.#database.transaction(() => writeNote(this.#database, askedPrefix + asked.name, asked))
  }

  async askedBy(): Promise<readonly BranchAsked[]> {
    return notesUnder(this.#database, askedPrefix)
  }

  close(): void {
    this.#database.close()
  }

  #changes(after: FeedPosition, changesMax: number): FeedAnswer {
    const latest = this.#latest()
    const floor = this.#floor()
    if (after.centreId !== this.#centre.id || after.position > latest.position) return { kind: 'elsewhere' }
    if (after.position < floor.position) return { kind: 'expired', oldest: floor.position + 1 }
    if (this.#chainAt(after.position, floor) !== after.chain) return { kind: 'elsewhere' }
    const rows = this.#database.rows(
      'select position, at_ms, by, facts, chain from changes where position > ? order by position limit ?',
      after.position,
      changesMax,
    )
    return { kind: 'changes', changes: rows.map(changeOf), latest: latest.position }
  }

  #page(after: LoadCursor | null, factsMax: number): PageAnswer {
    const found = factsAfter(this.#database, after, factsMax + 1)
    const facts = found.slice(0, factsMax)
    const isLast = found.length <= factsMax
    return { kind: 'page', centre: this.#centre.name, after, place: this.#latest(), facts, isLast }
  }

  #latest(): FeedPosition {
    const row = this.#database.rows('select position, chain from changes order by position desc limit 1')[0]
    const { position, chain } = row
      ? { position: numberOf(row, 'position'), chain: textOf(row, 'chain') }
      : this.#floor()
    return { centreId: this.#centre.id, position, chain }
  }

  #floor(): FloorNote {
    return must(readNote<FloorNote>(this.#database, 'floor'), 'a centre stores where its changes begin')
  }

  #chainAt(position: number, floor: FloorNote): string {
    if (position === floor.position) return floor.chain
    const row = this.#database.rows('select chain from changes where position = ?', position)[0]
    return row ? textOf(row, 'chain') : ''
  }
}

const askedPrefix = 'asked '
const encoder = new TextEncoder()

const changeOf = (row: SqlRow): StoreChange => ({
  position: numberOf(row, 'position'),
  atMs: numberOf(row, 'at_ms'),
  by: textOf(row, 'by'),
  rows: JSON.parse(textOf(row, 'facts')) as readonly FactRow[],
  chain: textOf(row, 'chain'),
})
