import { CodecError } from '../binary/index.ts'
import { DiskTrouble } from '../ports/index.ts'
import { blockReader } from '../storage/folder/index.ts'
import { type HeldLogs, WriteAheadLog, type Recovered, recoverLater } from '../storage/journal/index.ts'
import { decodeSnapshot, listSnapshots, type Snapshot, snapshotChecksum } from '../storage/snapshot/index.ts'
import { assembleCopy, type FoundCopy } from './assemble-copy.ts'
import type { CopyPorts } from './copy-ports.ts'
import { SyncCopy } from './sync-copy.ts'

/** A copy as of its snapshot, and the later files of its folder, not ingested yet. */
export interface ResumedCopy {
  readonly copy: SyncCopy
  readonly later: Recovered
}

/**
 * Resumes a copy from its snapshot. Returns null if none is remembered, or the folder contradicts it. The
 * caller then replays everything, which reports the damage.
 */
export const resumeCopy = (found: FoundCopy, ports: CopyPorts): ResumedCopy | null => {
  try {
    const snapshot = believedSnapshot(found, ports)
    const later = snapshot && recoverLater(ports.disk, ports, heldLogsOf(snapshot))
    return later && resumed(found, ports, snapshot, later)
  } catch (trouble) {
    if (trouble instanceof CodecError || trouble instanceof DiskTrouble) return null
    throw trouble
  }
}

const believedSnapshot = ({ format, identity }: FoundCopy, ports: CopyPorts): Snapshot | null => {
  const checksum = ports.continuity.read(identity.line)?.snapshot
  const named =
    checksum && listSnapshots(ports.disk).find(({ checksumStart }) => checksum.startsWith(checksumStart))
  const bytes = named ? ports.disk.read(named.path) : null
  if (!bytes || snapshotChecksum(bytes) !== checksum) return null
  const snapshot = decodeSnapshot(bytes, ports)
  return snapshot.fileId === format.fileId && snapshot.logId === identity.line ? snapshot : null
}

const heldLogsOf = ({ log, file }: Snapshot): HeldLogs => ({
  log,
  hasEnded: (logId) => file.state.hierarchy.hasEnded(logId),
})

const resumed = (found: FoundCopy, ports: CopyPorts, snapshot: Snapshot, later: Recovered): ResumedCopy => {
  const wal = new WriteAheadLog(ports.disk, ports.digest, later.segment)
  const copy = new SyncCopy(assembleCopy(found, ports, wal))
  try {
    copy.snapshots.restore(snapshot, blockReader(ports.disk, ports))
    return { copy, later }
  } catch (trouble) {
    copy.close()
    throw trouble
  }
}
