import { StoreTrouble } from '../../access/ports/index.ts'
import type { Ask, PostgresDatabase, PostgresRow } from './postgres-database.ts'

const mebibyte = 1024 * 1024
/** Below this, a firm's busy hour would shut its branches out. */
const leastMb = 1024
/** A rate that was measured for less than this says nothing of three days. */
const measuredSecondsMin = 3600

/** How much a database writes into its log; null where it was not measured for long enough. */
export type LogRate = { readonly bytesPerSecond: number } | null

/**
 * Pure: how much log a branch that is away may keep on the centre's disk, in MB, for it to be followed again after that
 * time: twice what is written meanwhile on average (docs/fidelity.md §4.3: survival = limit / rate), and 1 GB at least.
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

/** In MB; null where nothing is limited, and a branch that never comes back fills the disk. */
export const slotLimit = async (database: PostgresDatabase): Promise<number | null> => {
  const [row] = await database.rows("select setting from pg_settings where name = 'max_slot_wal_keep_size'")
  const megabytes = Number(row?.['setting'] ?? -1)
  return megabytes < 0 ? null : megabytes
}

/** False where this user may not set it. Throws StoreTrouble. */
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

/** A branch, as its centre's server sees it. */
export interface BranchSlot {
  readonly name: string
  readonly state: 'connected' | 'cut-off' | 'lost'
  /** What it lacks, of the server's log. */
  readonly behindBytes: number
  /** When the first change was written that it lacks; null where it lacks none of those that are kept. */
  readonly lacksSinceMs: number | null
}

/** The branches that follow this centre by PostgreSQL's replication, by name. Throws StoreTrouble. */
export const branchSlots = async (database: PostgresDatabase): Promise<readonly BranchSlot[]> =>
  (await database.rows(slotsQuery)).map(slotIn)

/** One of them; null where there is none of that name. */
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

/** Frees what a branch kept, and waits until its server has let go of it. Throws StoreTrouble. */
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
