import { type SqlDatabase, StoreTrouble } from '../ports/index.ts'
import { readNote, writeNote } from './sql-facts.ts'

const formatName = 'shakedown.datastore'
const formatVersion = 1
const reader = 1

export type StoreKind = 'centre' | 'branch'

interface StoreFormat {
  readonly format: string
  readonly version: number
  readonly minimumReader: number
  readonly kind: StoreKind
}

/** Stored as the note `format`. */
export const storeFormat = (kind: StoreKind): StoreFormat => ({
  format: formatName,
  version: formatVersion,
  minimumReader: reader,
  kind,
})

const facts = (name: string): string =>
  `create table ${name} (kind text not null, key text not null, value text not null, primary key (kind, key)) strict, without rowid`

const statements = [
  'create table notes (name text primary key, value text not null) strict, without rowid',
  facts('facts'),
  facts('filling'),
  'create table changes (position integer primary key, at_ms integer not null, by text not null, facts text not null, chain text not null) strict',
]

/**
 * Turns an empty database into a store. `then` adds contents in the same transaction. Throws StoreTrouble if
 * a store exists.
 */
export const createSchema = (database: SqlDatabase, kind: StoreKind, then: () => void = () => {}): void => {
  if (database.rows("select name from sqlite_schema where name = 'notes'").length > 0)
    throw new StoreTrouble('not-a-store', 'a data store is there already; nothing was changed')
  database.transaction(() => {
    for (const statement of statements) database.run(statement)
    writeNote(database, 'format', storeFormat(kind))
    then()
  })
}

/** Throws StoreTrouble if the database is not a store or needs a newer engine. */
export const storeKind = (database: SqlDatabase): StoreKind => {
  const isThere = database.rows("select name from sqlite_schema where name = 'notes'").length > 0
  return kindOf(isThere ? readNote<StoreFormat>(database, 'format') : null)
}

/** Like `storeKind`, for the text of the note `format`. Throws StoreTrouble if it is not one. */
export const storeKindIn = (note: string | null): StoreKind =>
  kindOf(note === null ? null : (JSON.parse(note) as StoreFormat))

const kindOf = (format: StoreFormat | null): StoreKind => {
  if (format?.format !== formatName)
    throw new StoreTrouble('not-a-store', 'there is a database here, and it is no data store of ours')
  if (format.minimumReader > reader) {
    const detail = `the data store needs a reader of version ${format.minimumReader}, and this one is ${reader}`
    throw new StoreTrouble('not-a-store', detail)
  }
  return format.kind
}
