import type { LogId } from '../identifier/index.ts'

/**
 * Keeps the private keys of logs for this user on this machine. Keys live outside every copy's folder, so no copied,
 * carried or shared folder contains one. Throws DiskTrouble.
 */
export interface KeyStore {
  /** Returns null if this machine has no readable key for the log. */
  read(log: LogId): Uint8Array | null
  /** Durable on return, and readable by nobody else. */
  keep(log: LogId, privateKey: Uint8Array): void
}
