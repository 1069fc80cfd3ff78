import { Pool, type PoolClient, type QueryResultRow } from 'pg'

import { StoreTrouble } from '../../access/ports/index.ts'
import { parsePostgresAddress } from './postgres-address.ts'
import { asStoreTrouble } from './postgres-trouble.ts'

export type PostgresValue = string | number | boolean | null | readonly (string | null)[]
export type PostgresRow = QueryResultRow

/** Runs a statement in one transaction. */
export type Ask = (sql: string, ...values: readonly PostgresValue[]) => Promise<readonly PostgresRow[]>

const connectMs = 10_000
/** All our statements are short; one that waits longer for a lock fails. */
const statementMs = 30_000
/** An unresponsive server cannot report that a statement timed out. */
const answerMs = 40_000

export class PostgresDatabase {
  readonly #pool: Pool

  constructor(address: string) {
    this.#pool = new Pool({
      ...parsePostgresAddress(address).config,
      application_name: 'shakedown',
      max: 4,
      connectionTimeoutMillis: connectMs,
      statement_timeout: statementMs,
      query_timeout: answerMs,
      keepAlive: true,
      allowExitOnIdle: true,
    })
    // A connection that breaks while idle is replaced at its next use.
    this.#pool.on('error', () => {})
  }

  async rows(sql: string, ...values: readonly PostgresValue[]): Promise<readonly PostgresRow[]> {
    return this.#connected((client) => asking(client)(sql, ...values))
  }

  /** Atomic, and durable once it resolves. */
  transaction<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
    return this.#within('begin', work)
  }

  /** All statements read one snapshot. */
  snapshot<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
    return this.#within('begin isolation level repeatable read read only', work)
  }

  /** Runs statements one by one in one session, for those that no transaction allows. */
  session<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
    return this.#connected((client) => work(asking(client)))
  }

  close(): Promise<void> {
    return this.#pool.end()
  }

  #within<T>(begin: string, work: (ask: Ask) => Promise<T>): Promise<T> {
    return this.#connected(async (client) => {
      await client.query(begin)
      const done = await work(asking(client))
      await client.query('commit')
      return done
    })
  }

  async #connected<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect().catch((error: unknown) => {
      throw asStoreTrouble(error)
    })
    // A breaking connection reports it twice; the pending statement's error is the one reported.
    const ignore = (): void => {}
    client.on('error', ignore)
    let isBroken = true
    try {
      const done = await work(client)
      isBroken = false
      return done
    } catch (error) {
      throw error instanceof StoreTrouble ? error : asStoreTrouble(error)
    } finally {
      client.off('error', ignore)
      // Closed after an error: that ends its transaction, regardless of its state.
      client.release(isBroken)
    }
  }
}

const asking =
  (client: PoolClient): Ask =>
  async (sql, ...values) =>
    (await client.query<PostgresRow>(sql, values.length === 0 ? undefined : [...values])).rows
