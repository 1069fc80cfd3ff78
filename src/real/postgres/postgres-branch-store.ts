import {
  type DataStore,
  type FactsAnswer,
  type StoreStanding,
  StoreTrouble,
  type WriteOutcome,
} from '../../access/ports/index.ts'
import { type BranchFound, branchStanding, servedFrom, type PostgresSubscription } from './branch-standing.ts'
import type { Ask, PostgresDatabase, PostgresRow } from './postgres-database.ts'
import { factsOf, positionIn } from './stored-facts.ts'

/**
 * Filled by PostgreSQL's own replication. Reads facts and the completeness marker in one transaction: each
 * read is a consistent snapshot of the centre.
 */
export class PostgresBranchStore implements DataStore {
  readonly #database: PostgresDatabase

  constructor(database: PostgresDatabase) {
    this.#database = database
  }

  async standing(): Promise<StoreStanding> {
    return branchStanding(await this.#database.snapshot(branchFound))
  }

  async facts(table: string): Promise<FactsAnswer> {
    try {
      return await this.#database.snapshot(async (ask): Promise<FactsAnswer> => {
        const found = await branchFound(ask)
        const from = servedFrom(found)
        const { asOf } = branchStanding(found)
        if (!from || !asOf)
          return { kind: 'not-filled', detail: 'the branch is still being filled from its centre' }
        return { kind: 'facts', facts: await factsOf(ask, from, table), asOfMs: asOf.atMs }
      })
    } catch (trouble) {
      if (trouble instanceof StoreTrouble) return { kind: 'trouble', trouble }
      throw trouble
    }
  }

  async write(): Promise<WriteOutcome> {
    try {
      const { centre } = branchStanding(await this.#database.snapshot(branchFound))
      const detail = `a branch is written by its centre alone: make the change at ${centre ?? 'the centre'}`
      return { kind: 'refused', centre, detail }
    } catch (trouble) {
      if (trouble instanceof StoreTrouble) return { kind: 'trouble', trouble }
      throw trouble
    }
  }
}

export const branchFound = async (ask: Ask): Promise<BranchFound> => {
  const [subscription] = await ask(subscriptionQuery)
  const [now] = await ask('select extract(epoch from clock_timestamp()) * 1000 as now_ms')
  return {
    subscription: subscription ? subscriptionIn(subscription) : null,
    position: positionIn((await ask('select * from shakedown.place'))[0]),
    before: positionIn((await ask('select * from shakedown.place_before'))[0]),
    nowMs: Number(now?.['now_ms']),
  }
}

// A table is complete from its position on, and a copied row may hold an older heartbeat. Only a heartbeat written
// after all copies must have arrived by replication.
const subscriptionQuery = `
  select s.subenabled as is_enabled, t.tables_left, coalesce(p.heartbeat_lsn > t.whole_from, false) as is_heartbeat_past,
    extract(epoch from w.last_msg_receipt_time) * 1000 as received_at_ms
  from pg_subscription s
  join pg_database d on d.oid = s.subdbid and d.datname = current_database()
  left join lateral (
    select count(*) filter (where srsubstate <> 'r') + case count(*) when 0 then 1 else 0 end as tables_left, max(srsublsn) as whole_from
    from pg_subscription_rel where srsubid = s.oid
  ) t on true
  left join shakedown.place p on true
  left join pg_stat_subscription w on w.subid = s.oid and w.relid is null and w.pid is not null
  where s.subname like 'shakedown\\_%'`

const subscriptionIn = (row: PostgresRow): PostgresSubscription => ({
  isEnabled: row['is_enabled'] === true,
  tablesLeft: Number(row['tables_left']),
  isHeartbeatPast: row['is_heartbeat_past'] === true,
  lastMessageAtMs: row['received_at_ms'] === null ? null : Number(row['received_at_ms']),
})
