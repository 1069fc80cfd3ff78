import { escapeIdentifier, escapeLiteral } from 'pg'

import { StoreTrouble } from '../../access/ports/index.ts'
import { branchStanding } from './branch-standing.ts'
import { parsePostgresAddress } from './postgres-address.ts'
import { branchFound } from './postgres-branch-store.ts'
import type { Ask, PostgresDatabase } from './postgres-database.ts'
import { dropSlot } from './slots.ts'

/** How a branch follows its centre: the centre's address for the branch's server, and the branch's name there. */
export interface Follow {
  readonly centre: PostgresDatabase
  readonly address: string
  readonly name: string
}

/** Small letters, digits and `_`, as in the name of a replication slot. */
export const isBranchName = (name: string): boolean => /^[a-z0-9_]{1,40}$/.test(name)

/** Throws StoreTrouble if the centre's server cannot be followed. */
export const checkFollowable = async (centre: PostgresDatabase): Promise<void> => {
  const [row] = await centre.rows(
    "select current_setting('wal_level') as level, exists (select from pg_publication where pubname = 'shakedown') as published",
  )
  if (row?.['level'] !== 'logical')
    throw new StoreTrouble(
      'denied',
      `its log is kept as ${row?.['level']}, and branches follow a logical one: set wal_level = logical there, and restart it`,
    )
  if (row['published'] !== true)
    throw new StoreTrouble('not-a-store', 'nothing is published there for branches')
}

/** The name under which this branch follows. Returns null before it does. Throws StoreTrouble. */
export const followsAs = async (branch: PostgresDatabase): Promise<string | null> => {
  const [row] = await branch.rows(ownSubscription)
  return row ? String(row['subname']).slice(prefix.length) : null
}

/** Begins a fill: copies all tables, and follows from there. Throws StoreTrouble. */
export const subscribe = async (branch: PostgresDatabase, { address, name }: Follow): Promise<void> => {
  await branch.transaction(async (ask) => {
    await asTheCentre(ask)
    await ask('truncate shakedown.facts, shakedown.place')
  })
  await branch.session(async (ask) => {
    // The statement contains the centre's password, which must not enter a log of the branch's server.
    for (const setting of silent) await ask(setting)
    const connection = escapeLiteral(conninfoText(parsePostgresAddress(address).conninfo, name))
    await ask(
      `create subscription ${escapeIdentifier(prefix + name)} connection ${connection} publication shakedown with (copy_data = true, create_slot = true)`,
    )
  })
}

/**
 * Serves the old facts until the fill is complete. After an interruption, the same command restarts it.
 * Throws StoreTrouble.
 */
export const refill = async (branch: PostgresDatabase, follow: Follow): Promise<void> => {
  await branch.transaction(keepWhatIsServed)
  await unsubscribe(branch)
  await dropSlot(follow.centre, follow.name)
  await subscribe(branch, follow)
}

const prefix = 'shakedown_'
const ownSubscription = `select s.subname from pg_subscription s join pg_database d on d.oid = s.subdbid
  where d.datname = current_database() and s.subname like 'shakedown\\_%'`

const silent = [
  "set log_statement = 'none'",
  'set log_min_duration_statement = -1',
  'set log_min_duration_sample = -1',
  "set log_min_error_statement = 'panic'",
]

// Writes as the replication does: a branch's triggers refuse every other role.
const asTheCentre = (ask: Ask): Promise<unknown> => ask('set local session_replication_role = replica')

const keepWhatIsServed = async (ask: Ask): Promise<void> => {
  if (branchStanding(await branchFound(ask)).phase !== 'serving') return
  await asTheCentre(ask)
  await ask('truncate shakedown.facts_before, shakedown.place_before')
  await ask('insert into shakedown.facts_before select * from shakedown.facts')
  await ask('insert into shakedown.place_before select * from shakedown.place')
}

// Detaches the slot first: if the centre has dropped it, the subscription could not be dropped here. PostgreSQL
// itself removes the slots of running copies.
const unsubscribe = async (branch: PostgresDatabase): Promise<void> => {
  const name = await followsAs(branch)
  if (name === null) return
  const subscription = escapeIdentifier(prefix + name)
  await branch.session(async (ask) => {
    await ask(`alter subscription ${subscription} disable`)
    await ask(`alter subscription ${subscription} set (slot_name = none)`)
    await ask(`drop subscription ${subscription}`)
  })
}

const conninfoText = (conninfo: Readonly<Record<string, string>>, name: string): string =>
  Object.entries({ ...conninfo, application_name: prefix + name })
    .map(([key, value]) => `${key}='${value.replaceAll(/[\\']/g, String.raw`\$&`)}'`)
    .join(' ')
