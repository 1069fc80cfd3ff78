import type { LogId } from '../identifier/index.ts'

/** How far a log was written on this machine when last shown to anybody. */
export interface ContinuityToken {
  readonly seq: number
  /** For a log without events, the start of its hash chain. */
  readonly hash: string
  /** The folder the log was written in, as this machine names it. */
  readonly place: string
  /** Checksum of the last snapshot written there, the only trusted one. Absent if there is none. */
  readonly snapshot?: string
}

/**
 * Remembers, outside the copies' folders, which logs this machine writes and how far. Tells a folder that was copied,
 * restored or brought here from one that merely moved.
 */
export interface ContinuityStore {
  readonly place: string
  /** Returns null if this machine does not know the log. Throws DiskTrouble if it cannot tell. */
  read(log: LogId): ContinuityToken | null
  /** Durable on return. A crash leaves this token or the previous one. Throws DiskTrouble. */
  write(log: LogId, token: ContinuityToken): void
  /** Whether another folder than the asking copy's exists at `place` and writes that log. */
  isElsewhere(place: string, log: LogId): boolean
}
