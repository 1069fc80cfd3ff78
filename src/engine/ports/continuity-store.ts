import type { LogId } from '../identifier/index.ts'

/** How far a log had been written on this machine when something of it was last shown to anybody. */
export interface ContinuityToken {
  readonly seq: number
  /** Hash of the event at `seq`. For a log without events, the start of its hash chain. */
  readonly hash: string
  /** The folder the log was written in, as this machine names it. */
  readonly place: string
  /** Checksum of the last snapshot written there. The engine trusts no other snapshot. Absent if there is none. */
  readonly snapshot?: string
}

/**
 * Remembers, outside the copies' folders, which logs this machine writes and how far. Tells a folder that was copied,
 * restored or brought here from one that merely moved.
 */
export interface ContinuityStore {
  /** The folder of the copy that asks. */
  readonly place: string
  /** Returns null if this machine does not know the log. Throws DiskTrouble if it cannot tell. */
  read(log: LogId): ContinuityToken | null
  /** Durable on return. A crash leaves this token or the previous one. Throws DiskTrouble. */
  write(log: LogId, token: ContinuityToken): void
  /** Whether another folder than the asking copy's exists at `place` and writes that log. */
  isElsewhere(place: string, log: LogId): boolean
}
