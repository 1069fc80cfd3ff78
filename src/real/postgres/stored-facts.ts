import type { FactRow, FeedPosition, LoadCursor, StandingFact } from '../../access/ports/index.ts'
import type { Ask, PostgresRow } from './postgres-database.ts'

/** The position of the facts, and the centre's last heartbeat at it. */
export interface StoredPosition {
  readonly position: FeedPosition
  readonly centre: string
  readonly heartbeatMs: number
}

export const putFacts = async (ask: Ask, rows: readonly FactRow[]): Promise<void> => {
  const last = [...new Map(rows.map((row) => [JSON.stringify([row.table, row.key]), row])).values()]
  const gone = last.filter(({ value }) => value === null)
  const standing = last.filter(({ value }) => value !== null)
  if (gone.length > 0)
    await ask(
      'delete from shakedown.facts f using unnest($1::text[], $2::text[]) as g (kind, key) where f.kind = g.kind and f.key = g.key',
      ...columnsOf(gone),
    )
  if (standing.length > 0)
    await ask(
      'insert into shakedown.facts (kind, key, value) select * from unnest($1::text[], $2::text[], $3::text[]) on conflict (kind, key) do update set value = excluded.value',
      ...columnsOf(standing),
      standing.map(({ value }) => value),
    )
}

const columnsOf = (rows: readonly FactRow[]): readonly (readonly string[])[] => [
  rows.map(({ table }) => table),
  rows.map(({ key }) => key),
]

export const factsOf = async (
  ask: Ask,
  from: 'facts' | 'facts_before',
  table: string,
): Promise<readonly StandingFact[]> =>
  (await ask(`select kind, key, value from shakedown.${from} where kind = $1 order by key`, table)).map(
    factIn,
  )

export const factsAfter = async (
  ask: Ask,
  after: LoadCursor | null,
  factsMax: number,
): Promise<readonly StandingFact[]> =>
  (
    await ask(
      'select kind, key, value from shakedown.facts where (kind, key) > ($1, $2) order by kind, key limit $3',
      after?.table ?? '',
      after?.key ?? '',
      factsMax,
    )
  ).map(factIn)

export const positionIn = (row: PostgresRow | undefined): StoredPosition | null =>
  row
    ? {
        position: {
          centreId: String(row['centre_id']),
          position: Number(row['position']),
          chain: String(row['chain']),
        },
        centre: String(row['centre']),
        heartbeatMs: Number(row['heartbeat_ms']),
      }
    : null

const factIn = (row: PostgresRow): StandingFact => ({
  table: String(row['kind']),
  key: String(row['key']),
  value: String(row['value']),
})
