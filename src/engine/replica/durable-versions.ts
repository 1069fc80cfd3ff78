import type { Authorship } from '../authorship/index.ts'
import type { VersionVector, Histories } from '../log/index.ts'
import type { WriteAheadLog } from '../storage/journal/index.ts'
import type { OwnLog } from './own-log.ts'

export interface DurableVersionsParts {
  readonly wal: WriteAheadLog
  readonly own: OwnLog
  readonly logs: Histories
  readonly authorship: Authorship | null
}

/** Returns the version vector of all durable events, which others may now see. Rejects with DiskTrouble. */
export const durableVersions = async ({ wal, own, logs }: DurableVersionsParts): Promise<VersionVector> => {
  // Loops, since a write may arrive during a flush.
  while (wal.isWaiting) await wal.flush()
  own.beforePublishing()
  return logs.versions()
}

/**
 * Like `durableVersions`, plus signatures. Returns null if `theirs` already covers everything, which is cheaper to
 * test.
 */
export const durableVersionsBeyond = async (
  parts: DurableVersionsParts,
  theirs: VersionVector,
): Promise<VersionVector | null> => {
  const { wal, logs, authorship } = parts
  while (wal.isWaiting) await wal.flush()
  if (!logs.isBeyond(theirs) && !authorship?.isBeyond(theirs)) return null
  const versions = await durableVersions(parts)
  return authorship ? authorship.withSignatures(versions) : versions
}
