import { DatabaseSync, type StatementSync } from 'node:sqlite'

import { type SqlDatabase, type SqlRow, type SqlValue, StoreTrouble } from '../../../access/ports/index.ts'

/**
 * The same SQLite as on a real machine, in memory: it is a function of what it is told and of nothing else. The database
 * goes on where a process ends; whoever opens the machine's store again finds it here.
 */
export class SimDatabase implements SqlDatabase {
  readonly #database = new DatabaseSync(':memory:')
  readonly #statements = new Map<string, StatementSync>()
  /** While it is set, whatever is asked fails so. */
  trouble: StoreTrouble | null = null
  #statementsLeft: number | null = null

  /** The power goes after so many more statements: what was not committed is gone. Null takes it back. */
  failAfter(statements: number | null): void {
    this.#statementsLeft = statements
  }

  rows(sql: string, ...values: readonly SqlValue[]): readonly SqlRow[] {
    return this.#statement(sql).all(...values) as readonly SqlRow[]
  }

  run(sql: string, ...values: readonly SqlValue[]): void {
    this.#statement(sql).run(...values)
  }

  transaction<T>(work: () => T): T {
    this.run('begin immediate')
    try {
      const done = work()
      this.run('commit')
      return done
    } catch (error) {
      this.#database.exec('rollback')
      throw error
    }
  }

  /** The machine keeps it. */
  close(): void {
    this.#statements.clear()
  }

  #statement(sql: string): StatementSync {
    if (this.trouble) throw this.trouble
    if (this.#statementsLeft !== null && this.#statementsLeft-- <= 0)
      throw new StoreTrouble('broken', 'the power went')
    const known = this.#statements.get(sql)
    const statement = known ?? this.#database.prepare(sql)
    if (!known) this.#statements.set(sql, statement)
    return statement
  }
}
