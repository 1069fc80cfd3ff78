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

/** What a snapshot holds of the lines, and of which copies nothing more is to be expected. */
export interface HeldLogs {
  readonly log: SavedLogs
  readonly hasEnded: (logId: LogId) => boolean
}

/**
 * What lies in a folder beyond a snapshot of it: blocks that came later, and the journal. Null where the folder does not
 * hold what the snapshot was folded from, or anything in it cannot be read: then all of it is to be read, which says what
 * is wrong.
 */
export const recoverLater = (disk: Disk, ports: RangePorts, heldLogs: HeldLogs): Recovered | null => {
  // Before the ranges, as where everything is read.
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
    // Of a copy that has ended nothing is to be expected but what the heads say.
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

/** Null where they do not hold what was written down. Of a line with several histories all are read, which is rare. */
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
