import { DatabaseSync, type StatementSync } from 'node:sqlite'

import { type SqlDatabase, type SqlRow, type SqlValue, StoreTrouble } from '../../access/ports/index.ts'
import { asStoreTrouble } from './sqlite-trouble.ts'

const busyMs = 5000

/**
 * Its rollback journal survives a crash, and processes of one machine may share it. Commits are flushed.
 * Throws StoreTrouble.
 */
export const sqliteDatabase = (path: string): SqlDatabase => {
  try {
    return new SqliteDatabase(path)
  } catch (error) {
    throw asStoreTrouble(error)
  }
}

class SqliteDatabase implements SqlDatabase {
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()

  constructor(path: string) {
    this.#database = new DatabaseSync(path, { timeout: busyMs })
    this.#database.exec('pragma synchronous = full; pragma trusted_schema = off; pragma cell_size_check = on')
  }

  rows(sql: string, ...values: readonly SqlValue[]): readonly SqlRow[] {
    return this.#orTrouble(() => this.#statement(sql).all(...values) as readonly SqlRow[])
  }

  run(sql: string, ...values: readonly SqlValue[]): void {
    this.#orTrouble(() => this.#statement(sql).run(...values))
  }

  transaction<T>(work: () => T): T {
    return this.#orTrouble(() => {
      this.#database.exec('begin immediate')
      try {
        const done = work()
        this.#database.exec('commit')
        return done
      } catch (error) {
        if (this.#database.isTransaction) this.#database.exec('rollback')
        throw error
      }
    })
  }

  close(): void {
    this.#statements.clear()
    this.#orTrouble(() => this.#database.close())
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql)
    if (!statement) this.#statements.set(sql, (statement = this.#database.prepare(sql)))
    return statement
  }

  #orTrouble<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      throw error instanceof StoreTrouble ? error : asStoreTrouble(error)
    }
  }
}
