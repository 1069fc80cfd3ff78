import {
  type BranchAsked,
  type Centre,
  type FactRow,
  type FactsAnswer,
  type FeedAnswer,
  type FeedPosition,
  type LoadCursor,
  type PageAnswer,
  type StoreChange,
  type StoreAction,
  type StoreStanding,
  StoreTrouble,
  type WriteOutcome,
} from '../../access/ports/index.ts'
import { heartbeatRow, nextChain } from '../../access/store/index.ts'
import type { Digest } from '../../engine/ports/index.ts'
import type { Ask, PostgresDatabase, PostgresRow } from './postgres-database.ts'
import { createSchema } from './postgres-schema.ts'
import { factsAfter, factsOf, positionIn, putFacts, type StoredPosition } from './stored-facts.ts'

/** The change before the oldest one kept. */
interface Floor {
  readonly position: number
  readonly chain: string
}

/**
 * Branches follow by PostgreSQL's own replication or by the change feed. Both see one order: a position is
 * locked until its change is durable.
 */
export class PostgresCentreStore implements Centre {
  readonly #database: PostgresDatabase
  readonly #digest: Digest

  constructor(database: PostgresDatabase, digest: Digest) {
    this.#database = database
    this.#digest = digest
  }

  /** Makes an empty database a centre. The caller draws `id`, unique for each centre. Throws StoreTrouble. */
  static async create(
    database: PostgresDatabase,
    digest: Digest,
    { id, name }: { readonly id: string; readonly name: string },
  ): Promise<PostgresCentreStore> {
    const floor: Floor = { position: 0, chain: digest.sha256Hex(new TextEncoder().encode(id)) }
    await createSchema(database, 'centre', async (ask) => {
      await ask("insert into shakedown.notes values ('floor', $1)", JSON.stringify(floor))
      await ask(
        "insert into shakedown.place (centre_id, centre, position, chain, heartbeat_ms, heartbeat_lsn) values ($1, $2, 0, $3, 0, '0/0')",
        id,
        name,
        floor.chain,
      )
    })
    return new PostgresCentreStore(database, digest)
  }

  async standing(): Promise<StoreStanding> {
    const { centre, position: feedPosition } = await this.#database.snapshot(latest)
    return { kind: 'centre', name: centre, place: feedPosition }
  }

  facts(table: string, nowMs: number): Promise<FactsAnswer> {
    return orTrouble(async () => ({
      kind: 'facts',
      facts: await this.#database.snapshot((ask) => factsOf(ask, 'facts', table)),
      asOfMs: nowMs,
    }))
  }

  write(rows: readonly FactRow[], action: StoreAction): Promise<WriteOutcome> {
    return orTrouble(() => this.#database.transaction((ask) => this.#written(ask, rows, action)))
  }

  keepUp(atMs: number, retentionMs: number): Promise<WriteOutcome> {
    return orTrouble(() =>
      this.#database.transaction(async (ask) => {
        const { centre } = await latest(ask, 'for update')
        const outcome = await this.#written(ask, [heartbeatRow(atMs)], { by: centre, atMs })
        // A position from before the commit: a branch that has reached it has not seen the heartbeat yet.
        await ask(
          'update shakedown.place set heartbeat_ms = $1, heartbeat_lsn = pg_current_wal_insert_lsn()',
          atMs,
        )
        await forgetBefore(ask, atMs - retentionMs)
        return outcome
      }),
    )
  }

  changes(after: FeedPosition, changesMax: number): Promise<FeedAnswer> {
    return orUnreachable(() => this.#database.snapshot((ask) => changesAfter(ask, after, changesMax)))
  }

  page(after: LoadCursor | null, factsMax: number): Promise<PageAnswer> {
    return orUnreachable(() =>
      this.#database.snapshot(async (ask) => {
        const { position: feedPosition, centre } = await latest(ask)
        const found = await factsAfter(ask, after, factsMax + 1)
        const facts = found.slice(0, factsMax)
        return { kind: 'page', centre, after, place: feedPosition, facts, isLast: found.length <= factsMax }
      }),
    )
  }

  async noteAsked(asked: BranchAsked): Promise<void> {
    await this.#database.rows(
      'insert into shakedown.notes values ($1, $2) on conflict (name) do update set value = excluded.value',
      askedPrefix + asked.name,
      JSON.stringify(asked),
    )
  }

  async askedBy(): Promise<readonly BranchAsked[]> {
    const rows = await this.#database.rows(
      'select value from shakedown.notes where starts_with(name, $1) order by name collate "C"',
      askedPrefix,
    )
    return rows.map((row) => JSON.parse(String(row['value'])) as BranchAsked)
  }

  async #written(ask: Ask, rows: readonly FactRow[], action: StoreAction): Promise<WriteOutcome> {
    // The next writer waits here until this change is durable, so positions follow the order of commits.
    const { position: feedPosition } = await latest(ask, 'for update')
    const change = { position: feedPosition.position + 1, ...action, rows }
    const chain = nextChain(this.#digest, feedPosition.chain, change)
    await putFacts(ask, rows)
    await ask(
      'insert into shakedown.changes values ($1, $2, $3, $4, $5, pg_current_wal_insert_lsn())',
      change.position,
      action.atMs,
      action.by,
      JSON.stringify(rows),
      chain,
    )
    await ask('update shakedown.place set position = $1, chain = $2', change.position, chain)
    return { kind: 'written', position: change.position }
  }
}

const askedPrefix = 'asked '

const latest = async (ask: Ask, lock: 'for update' | '' = ''): Promise<StoredPosition> => {
  const stored = positionIn((await ask(`select * from shakedown.place ${lock}`))[0])
  if (!stored) throw new StoreTrouble('broken', 'the row with the position of the centre is missing')
  return stored
}

const changesAfter = async (ask: Ask, after: FeedPosition, changesMax: number): Promise<FeedAnswer> => {
  const { position: feedPosition } = await latest(ask)
  const floor = await floorIn(ask)
  if (after.centreId !== feedPosition.centreId || after.position > feedPosition.position)
    return { kind: 'elsewhere' }
  if (after.position < floor.position) return { kind: 'expired', oldest: floor.position + 1 }
  if ((await chainAt(ask, after.position, floor)) !== after.chain) return { kind: 'elsewhere' }
  const rows = await ask(
    'select position, at_ms, by, facts, chain from shakedown.changes where position > $1 order by position limit $2',
    after.position,
    changesMax,
  )
  return { kind: 'changes', changes: rows.map(changeIn), latest: feedPosition.position }
}

const floorIn = async (ask: Ask): Promise<Floor> => {
  const [row] = await ask("select value from shakedown.notes where name = 'floor'")
  return JSON.parse(String(row?.['value'])) as Floor
}

const chainAt = async (ask: Ask, position: number, floor: Floor): Promise<string> => {
  if (position === floor.position) return floor.chain
  const [row] = await ask('select chain from shakedown.changes where position = $1', position)
  return row ? String(row['chain']) : ''
}

// Always keeps the latest change.
const forgetBefore = async (ask: Ask, atMs: number): Promise<void> => {
  const [kept] = await ask(
    'select least(coalesce(min(position) filter (where at_ms >= $1), max(position)), max(position)) as before from shakedown.changes',
    atMs,
  )
  const before = Number(kept?.['before'])
  const [last] = await ask('select position, chain from shakedown.changes where position = $1', before - 1)
  if (!last) return
  const floor: Floor = { position: before - 1, chain: String(last['chain']) }
  await ask("update shakedown.notes set value = $1 where name = 'floor'", JSON.stringify(floor))
  await ask('delete from shakedown.changes where position < $1', before)
}

const changeIn = (row: PostgresRow): StoreChange => ({
  position: Number(row['position']),
  atMs: Number(row['at_ms']),
  by: String(row['by']),
  rows: JSON.parse(String(row['facts'])) as readonly FactRow[],
  chain: String(row['chain']),
})

const orTrouble = async <T>(work: () => Promise<T>) =>
  work().catch((trouble: unknown) => {
    if (trouble instanceof StoreTrouble) return { kind: 'trouble', trouble } as const
    throw trouble
  })

const orUnreachable = async <T>(work: () => Promise<T>) =>
  work().catch((trouble: unknown) => {
    if (trouble instanceof StoreTrouble) return { kind: 'unreachable', detail: trouble.message } as const
    throw trouble
  })
