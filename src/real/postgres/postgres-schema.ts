import { StoreTrouble } from '../../access/ports/index.ts'
import { storeFormat, type StoreKind, storeKindIn } from '../../access/store/index.ts'
import type { Ask, PostgresDatabase } from './postgres-database.ts'

// Byte order regardless of the database's locale: pages depend on it, here and in every other store.
const facts = (name: string): string =>
  `create table shakedown.${name} (kind text collate "C" not null, key text collate "C" not null, value text not null, primary key (kind, key))`

// One row with the facts' position at the centre. It is written with them, and so replicated with them.
const place = (name: string): string =>
  `create table shakedown.${name} (only_one boolean primary key default true check (only_one), centre_id text not null,
    centre text not null, position bigint not null, chain text not null, heartbeat_ms bigint not null, heartbeat_lsn pg_lsn not null)`

const common = [
  'create schema shakedown',
  'create table shakedown.notes (name text primary key, value text not null)',
  facts('facts'),
  place('place'),
]

const ofCentre = [
  // The change's log position, or slightly before: it tells which branches lack the change.
  'create table shakedown.changes (position bigint primary key, at_ms bigint not null, by text not null, facts text not null, chain text not null, lsn pg_lsn not null)',
  'create publication shakedown for table shakedown.facts, shakedown.place',
]

// Fires for every role except the replication worker.
const ofBranch = [
  // The facts served during a refill.
  facts('facts_before'),
  place('place_before'),
  `create function shakedown.refuse() returns trigger language plpgsql as $$
    declare home text;
    begin
      select centre into home from shakedown.place;
      raise exception 'a branch is written by its centre alone: make the change at %', coalesce(home, 'the centre')
        using errcode = 'read_only_sql_transaction';
    end $$`,
  ...['facts', 'place', 'facts_before', 'place_before'].map(
    (table) =>
      `create trigger refuse before insert or update or delete or truncate on shakedown.${table} for each statement execute function shakedown.refuse()`,
  ),
]

/** Makes a database a store; `then` writes its first contents in the same transaction. Throws StoreTrouble. */
export const createSchema = async (
  database: PostgresDatabase,
  kind: StoreKind,
  then: (ask: Ask) => Promise<void> = async () => {},
): Promise<void> =>
  database.transaction(async (ask) => {
    const [row] = await ask(
      'select pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()',
    )
    if (row?.['encoding'] !== 'UTF8')
      throw new StoreTrouble(
        'not-a-store',
        `its encoding is ${row?.['encoding']}, and names may hold any letter: make the database with encoding UTF8`,
      )
    if (await isThere(ask))
      throw new StoreTrouble('not-a-store', 'a data store is there already; nothing was changed')
    for (const statement of [...common, ...(kind === 'centre' ? ofCentre : ofBranch)]) await ask(statement)
    await ask("insert into shakedown.notes values ('format', $1)", JSON.stringify(storeFormat(kind)))
    await then(ask)
  })

/**
 * The kind of store in a database. Returns null if it is not a store. Throws StoreTrouble, also if only a newer
 * engine can read it.
 */
export const storeKindOf = async (database: PostgresDatabase): Promise<StoreKind | null> =>
  database.snapshot(async (ask) => {
    if (!(await isThere(ask))) return null
    const [row] = await ask("select value from shakedown.notes where name = 'format'")
    return storeKindIn(row ? String(row['value']) : null)
  })

const isThere = async (ask: Ask): Promise<boolean> =>
  (await ask("select to_regclass('shakedown.notes') is not null as there"))[0]?.['there'] === true
