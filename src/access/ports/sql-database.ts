export type SqlValue = string | number | null
export type SqlRow = Readonly<Record<string, SqlValue>>

/**
 * Why a data store did not do what it was asked. `busy` is a lock that another process holds; `broken` an I/O error or damage;
 * `unreachable` a database on another machine that does not answer.
 */
export type StoreTroubleKind = 'denied' | 'full' | 'busy' | 'broken' | 'not-a-store' | 'unreachable'

/** Thrown by a database; the store's door turns it into a value. */
export class StoreTrouble extends Error {
  override readonly name = 'StoreTrouble'
  readonly kind: StoreTroubleKind

  constructor(kind: StoreTroubleKind, detail: string) {
    super(detail)
    this.kind = kind
  }
}

/**
 * An embedded SQL database that speaks SQLite's dialect, with `?` for values. One process has it open at a time for
 * writing. Every member throws StoreTrouble.
 */
export interface SqlDatabase {
  rows(sql: string, ...values: readonly SqlValue[]): readonly SqlRow[]
  run(sql: string, ...values: readonly SqlValue[]): void
  /** All or nothing, and durable when it returns. Where `work` throws, nothing of it was done. Not to be nested. */
  transaction<T>(work: () => T): T
  close(): void
}
