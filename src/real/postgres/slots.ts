import { StoreTrouble } from '../../access/ports/index.ts'
import type { Ask, PostgresDatabase, PostgresRow } from './postgres-database.ts'

const mebibyte = 1024 * 1024
/** A smaller limit would shut branches out during a busy hour. */
const leastMb = 1024
/** A shorter measurement says nothing about three days. */
const measuredSecondsMin = 3600

/** How fast a database writes its log. Null if it was not measured for long enough. */
export type LogRate = { readonly bytesPerSecond: number } | null

/**
 * Pure: MB of log that an absent branch may keep on the centre's disk. Twice the average written during
 * retention (docs/fidelity.md §4.3: survival = limit / rate), and at least 1 GB.
 */
export const slotLimitMb = (retentionMs: number, rate: LogRate): number => {
  const expectedBytes = rate ? 2 * rate.bytesPerSecond * (retentionMs / 1000) : 0
  return Math.max(leastMb, Math.ceil(expectedBytes / mebibyte))
}

export const logRate = async (database: PostgresDatabase): Promise<LogRate> => {
  const [row] = await database.rows(
    'select wal_bytes, extract(epoch from now() - stats_reset) as seconds from pg_stat_wal',
  )
  const seconds = Number(row?.['seconds'])
  return seconds >= measuredSecondsMin ? { bytesPerSecond: Number(row?.['wal_bytes']) / seconds } : null
}

/** Returns the limit in MB, or null if unlimited. A branch that never returns then fills the disk. */
export const slotLimit = async (database: PostgresDatabase): Promise<number | null> => {
  const [row] = await database.rows("select setting from pg_settings where name = 'max_slot_wal_keep_size'")
  const megabytes = Number(row?.['setting'] ?? -1)
  return megabytes < 0 ? null : megabytes
}

/** Sets the limit. Returns false if this user may not. Throws StoreTrouble. */
export const limitSlots = async (database: PostgresDatabase, megabytes: number): Promise<boolean> =>
  database.session(async (ask) => {
    try {
      await ask(`alter system set max_slot_wal_keep_size = '${megabytes}MB'`)
      await ask('select pg_reload_conf()')
      return true
    } catch (error) {
      if (isDenied(error)) return false
      throw error
    }
  })

const isDenied = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '42501'

export interface BranchSlot {
  readonly name: string
  readonly state: 'connected' | 'cut-off' | 'lost'
  /** Bytes of the server's log that it lacks. */
  readonly behindBytes: number
  /** When the first change that it lacks was written. Null if it lacks none of those kept. */
  readonly lacksSinceMs: number | null
}

/** The branches that follow this centre by PostgreSQL's replication, by name. Throws StoreTrouble. */
export const branchSlots = async (database: PostgresDatabase): Promise<readonly BranchSlot[]> =>
  (await database.rows(slotsQuery)).map(slotIn)

export const branchSlot = async (database: PostgresDatabase, name: string): Promise<BranchSlot | null> =>
  (await branchSlots(database)).find((slot) => slot.name === name) ?? null

const slotsQuery = `
  select substr(slot_name, 11) as name, active, wal_status, pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn) as behind,
    (select min(at_ms) from shakedown.changes where lsn > confirmed_flush_lsn) as lacks_since
  from pg_replication_slots where slot_name like 'shakedown\\_%' and database = current_database() order by slot_name`

const slotIn = (row: PostgresRow): BranchSlot => ({
  name: String(row['name']),
  state: row['wal_status'] === 'lost' ? 'lost' : row['active'] === true ? 'connected' : 'cut-off',
  behindBytes: Math.max(0, Number(row['behind'])),
  lacksSinceMs: row['lacks_since'] === null ? null : Number(row['lacks_since']),
})

/** Drops a branch's slot, and waits until its server has released it. Throws StoreTrouble. */
export const dropSlot = async (database: PostgresDatabase, name: string): Promise<void> => {
  for (let triesLeft = dropTries; triesLeft > 0; triesLeft -= 1) {
    const isGone = await database.session((ask) => droppedSlot(ask, `shakedown_${name}`))
    if (isGone) return
    await new Promise((resolve) => setTimeout(resolve, dropPauseMs))
  }
  throw new StoreTrouble('busy', `the server of the branch ${name} still holds its place at the centre`)
}

const dropTries = 40
const dropPauseMs = 250

const droppedSlot = async (ask: Ask, slot: string): Promise<boolean> => {
  const [found] = await ask('select active from pg_replication_slots where slot_name = $1', slot)
  if (!found) return true
  if (found['active'] === true) return false
  await ask('select pg_drop_replication_slot($1)', slot)
  return true
}
