export type SqlValue = string | number | null
export type SqlRow = Readonly<Record<string, SqlValue>>

/**
 * Why a data store failed. `busy`: another process holds a lock. `broken`: I/O error or damage.
 * `unreachable`: a remote database does not answer.
 */
export type StoreTroubleKind = 'denied' | 'full' | 'busy' | 'broken' | 'not-a-store' | 'unreachable'

/** Thrown by a database. The store turns it into a value. */
export class StoreTrouble extends Error {
  override readonly name = 'StoreTrouble'
  readonly kind: StoreTroubleKind

  constructor(kind: StoreTroubleKind, detail: string) {
    super(detail)
    this.kind = kind
  }
}

/**
 * An embedded SQL database with SQLite's dialect and `?` for values. At most one process may write. Every
 * member throws StoreTrouble if it fails.
 */
export interface SqlDatabase {
  rows(sql: string, ...values: readonly SqlValue[]): readonly SqlRow[]
  run(sql: string, ...values: readonly SqlValue[]): void
  /** Runs `work` atomically. Durable on return. Rolls back if `work` throws. Must not be nested. */
  transaction<T>(work: () => T): T
  close(): void
}
