import { DatabaseSync, type StatementSync } from 'node:sqlite'

import { type SqlDatabase, type SqlRow, type SqlValue, StoreTrouble } from '../../../access/ports/index.ts'

/**
 * The real SQLite, in memory: its results depend on its statements alone. The database outlives its process, and the
 * next one to open the machine's store finds it here.
 */
export class SimDatabase implements SqlDatabase {
  readonly #database = new DatabaseSync(':memory:')
  readonly #statements = new Map<string, StatementSync>()
  /** While set, every request fails with it. */
  trouble: StoreTrouble | null = null
  #statementsLeft: number | null = null

  /** Takes the power away after this many statements; uncommitted work is lost. Null disarms it. */
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
