import { Pool, type PoolClient, type QueryResultRow } from 'pg'

import { StoreTrouble } from '../../access/ports/index.ts'
import { parsePostgresAddress } from './postgres-address.ts'
import { asStoreTrouble } from './postgres-trouble.ts'

export type PostgresValue = string | number | boolean | null | readonly (string | null)[]
export type PostgresRow = QueryResultRow

/** Asks in one transaction. */
export type Ask = (sql: string, ...values: readonly PostgresValue[]) => Promise<readonly PostgresRow[]>

const connectMs = 10_000
/** No statement of ours takes long; what waits for a lock for longer is told so. */
const statementMs = 30_000
/** Where the server does not answer at all, it cannot tell that time is over. */
const answerMs = 40_000

/** A PostgreSQL database, by a few connections that are kept and made anew where they broke. Every member throws StoreTrouble. */
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
    // A connection that breaks while nobody uses it is made anew when somebody does.
    this.#pool.on('error', () => {})
  }

  async rows(sql: string, ...values: readonly PostgresValue[]): Promise<readonly PostgresRow[]> {
    return this.#connected((client) => asking(client)(sql, ...values))
  }

  /** All or nothing, and durable when it resolves. */
  transaction<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
    return this.#within('begin', work)
  }

  /** All that is asked is of one moment. */
  snapshot<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
    return this.#within('begin isolation level repeatable read read only', work)
  }

  /** One statement after the other in one session: for what no transaction may hold. */
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
    // A connection that breaks under way says so twice; the statement that was under way is the one that tells.
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
      // Closed where something went wrong: that ends its transaction, whatever state it was in.
      client.release(isBroken)
    }
  }
}

const asking =
  (client: PoolClient): Ask =>
  async (sql, ...values) =>
    (await client.query<PostgresRow>(sql, values.length === 0 ? undefined : [...values])).rows
