import type { Range, RangePorts } from '../../codec/index.ts'
import type { LogId } from '../../identifier/index.ts'
import {
  type HistoryParts,
  endsIn,
  type VersionVector,
  parseBlockName,
  type SavedLogs,
} from '../../log/index.ts'
import type { Disk } from '../../ports/index.ts'
import { coversBase, hasOtherBlock, paths } from '../folder/index.ts'
import { readBlocks, readWal, readOwnVersions, type Recovered } from './recovery.ts'
import { segmentIndexes } from './write-ahead-log.ts'

export interface HeldLogs {
  readonly log: SavedLogs
  readonly hasEnded: (logId: LogId) => boolean
}

/**
 * Reads the blocks and journal records beyond a snapshot. Returns null if the folder lacks the snapshot's events, or
 * anything is unreadable. The caller then reads everything, which reports the damage.
 */
export const recoverLater = (disk: Disk, ports: RangePorts, heldLogs: HeldLogs): Recovered | null => {
  // Precedes the ranges, as in a full recovery.
  const versions = readOwnVersions(disk, ports.digest)
  if ('kind' in versions) return null
  const published = readLater(disk, ports, heldLogs, versions)
  const wal = published && readWal(disk, ports.digest)
  if (!wal || 'kind' in wal) return null
  return { kind: 'recovered', versions, published, wal, segment: segmentIndexes(disk).at(-1) ?? 1 }
}

const readLater = (
  disk: Disk,
  ports: RangePorts,
  { log, hasEnded }: HeldLogs,
  versions: VersionVector,
): readonly Range[] | null => {
  const folders = disk.list(paths.rangesFolder)
  const there = new Set<string>(folders)
  const knownLogs = [...log.cold.logs(), ...log.loaded.map(({ log: logId }) => logId)]
  if (knownLogs.some((logId) => !there.has(logId))) return null
  const ranges: Range[] = []
  for (const folder of folders) {
    const logId = folder as LogId
    // An ended copy writes no more than its version vector entry says.
    if (hasEnded(logId) && isAllHeld(versions, log, logId)) continue
    const names = laterNames(disk.list(`${paths.rangesFolder}/${folder}`), historiesOf(log, logId))
    const found = names && readBlocks(disk, ports, `${paths.rangesFolder}/${folder}`, names)
    if (!found || 'kind' in found) return null
    ranges.push(...found)
  }
  return ranges
}

const historiesOf = ({ cold, loaded }: SavedLogs, logId: LogId): readonly HistoryParts[] => {
  const parts = cold.parts(logId)
  return parts ? [parts] : loaded.filter((history) => history.log === logId)
}

/** Returns null if the folder lacks events below the snapshot. Returns every block of a forked log, which is rare. */
const laterNames = (
  names: readonly string[],
  histories: readonly HistoryParts[],
): readonly string[] | null => {
  if (histories.some((history) => !coversBase(names, history))) return null
  const [history, ...others] = histories
  if (!history || others.length > 0) return names
  if (hasOtherBlock(names, history)) return null
  return names.filter((name) => (parseBlockName(name)?.last ?? 0) > history.seq)
}

const isAllHeld = (versions: VersionVector, { cold }: SavedLogs, logId: LogId): boolean => {
  const ends = endsIn(versions.get(logId))
  return cold.seqOf(logId) > 0 && ends.every(({ seq }) => seq <= cold.seqOf(logId))
}
