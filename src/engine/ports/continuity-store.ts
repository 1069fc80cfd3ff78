import type { LogId } from '../identifier/index.ts'

/** How far a line had been written on this machine when something of it was last shown to anybody. */
export interface ContinuityToken {
  readonly seq: number
  /** Hash of the event at `seq`; of a line that has no event yet, what comes before its first. */
  readonly hash: string
  /** The folder it was written in, as this machine names it. */
  readonly place: string
  /** The checksum of the snapshot that was written there last, the only one that is believed; absent where there is none. */
  readonly snapshot?: string
}

/**
 * What a user's machine remembers of the lines that are written on it, outside the folders they are written in: a folder
 * that was copied, restored or brought here is told by it from one that was merely moved.
 */
export interface ContinuityStore {
  /** The folder of the copy that asks. */
  readonly place: string
  /** Null where this machine does not know the line. Throws DiskTrouble where it cannot tell. */
  read(log: LogId): ContinuityToken | null
  /** Durable when it returns; a crash leaves this token or the one before. Throws DiskTrouble. */
  write(log: LogId, token: ContinuityToken): void
  /** Whether another folder than the asking copy's lies at `place` and writes that line. */
  isElsewhere(place: string, log: LogId): boolean
}
