import type { FactRow, LoadCursor, SqlDatabase, SqlRow, StandingFact } from '../ports/index.ts'

export type FactsTable = 'facts' | 'filling'

/** Call within a transaction. */
export const putFacts = (database: SqlDatabase, into: FactsTable, rows: readonly FactRow[]): void => {
  for (const { table, key, value } of rows) {
    if (value === null) database.run(`delete from ${into} where kind = ? and key = ?`, table, key)
    else {
      const text = `insert into ${into} (kind, key, value) values (?, ?, ?) on conflict (kind, key) do update set value = excluded.value`
      database.run(text, table, key, value)
    }
  }
}

export const factsOf = (database: SqlDatabase, table: string): readonly StandingFact[] =>
  database.rows('select kind, key, value from facts where kind = ? order by key', table).map(factOf)

export const factsAfter = (
  database: SqlDatabase,
  after: LoadCursor | null,
  factsMax: number,
): readonly StandingFact[] =>
  database
    .rows(
      'select kind, key, value from facts where (kind, key) > (?, ?) order by kind, key limit ?',
      after?.table ?? '',
      after?.key ?? '',
      factsMax,
    )
    .map(factOf)

const factOf = (row: SqlRow): StandingFact => ({
  table: textOf(row, 'kind'),
  key: textOf(row, 'key'),
  value: textOf(row, 'value'),
})

export const textOf = (row: SqlRow, column: string): string => String(row[column] ?? '')

export const numberOf = (row: SqlRow, column: string): number => Number(row[column] ?? 0)

/** Notes hold the store's own state, as opposed to facts. */
export const readNote = <T>(database: SqlDatabase, name: string): T | null => {
  const row = database.rows('select value from notes where name = ?', name)[0]
  return row ? (JSON.parse(textOf(row, 'value')) as T) : null
}

/** Sorted by name. */
export const notesUnder = <T>(database: SqlDatabase, prefix: string): readonly T[] =>
  database
    .rows('select value from notes where substr(name, 1, ?) = ? order by name', prefix.length, prefix)
    .map((row) => JSON.parse(textOf(row, 'value')) as T)

/** Null deletes the note. Call within a transaction. */
export const writeNote = (database: SqlDatabase, name: string, value: object | null): void => {
  if (value === null) database.run('delete from notes where name = ?', name)
  else {
    const text =
      'insert into notes (name, value) values (?, ?) on conflict (name) do update set value = excluded.value'
    database.run(text, name, JSON.stringify(value))
  }
}
