import type { LogId } from '../identifier/index.ts'

/**
 * Keeps the private keys of lines, for this user on this machine and outside every copy's folder: a folder that is copied,
 * carried or shared takes no key along. Throws DiskTrouble.
 */
export interface KeyStore {
  /** Null where this machine has none for the line, or one that cannot be read. */
  read(log: LogId): Uint8Array | null
  /** Durable when it returns, and readable by nobody else. */
  keep(log: LogId, privateKey: Uint8Array): void
}
