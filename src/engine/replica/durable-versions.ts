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

/** The heads of all that is durably here, and may be shown to others. Rejects with DiskTrouble. */
export const durableVersions = async ({ wal, own, logs }: DurableVersionsParts): Promise<VersionVector> => {
  // Asked anew each time: while one flush was awaited, somebody may have written.
  while (wal.isWaiting) await wal.flush()
  own.beforePublishing()
  return logs.versions()
}

/** The same with what is signed of them; null where `theirs` shows all of it, which is quicker to find out than what it is. */
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
