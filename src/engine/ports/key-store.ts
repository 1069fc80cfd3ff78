import type { LogId } from '../identifier/index.ts'

/**
 * For this user on this machine, outside every copy's folder, so no copied or shared folder contains a private key.
 * Throws DiskTrouble.
 */
export interface KeyStore {
  /** Returns null if this machine has no readable key for the log. */
  read(log: LogId): Uint8Array | null
  /** Durable on return, and readable by nobody else. */
  keep(log: LogId, privateKey: Uint8Array): void
}
