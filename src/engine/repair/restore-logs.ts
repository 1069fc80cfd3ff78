import { CodecError } from '../binary/index.ts'
import { encodeRange } from '../codec/index.ts'
import {
  blocksBetween,
  encodeVersionVector,
  endsIn,
  type FolderVersions,
  type VersionVector,
  type Holds,
  mergeVersionVectors,
  type EventLog,
} from '../log/index.ts'
import type { Disk } from '../ports/index.ts'
import { versionsOnDisk, walSegmentPath, paths, rangePath } from '../storage/folder/index.ts'
import { segmentIndexes } from '../storage/journal/index.ts'
import type { Examined, FolderPorts } from './examine-copy.ts'
import { isMisquoted } from './examine-logs.ts'
import type { Finding } from './finding.ts'
import type { KnownLogs, Piece } from './known-logs.ts'
import type { Quarantine } from './quarantine.ts'

/**
 * Writes known events to ranges, lists them in the version vector, then quarantines damaged files. In this
 * order, events from a bad journal segment are safe before it goes. Throws DiskTrouble.
 */
export const restoreLogs = (
  ports: FolderPorts,
  { logs, findings }: Examined,
  contrary: readonly Piece[],
  quarantine: Quarantine,
): void => {
  const { disk, digest } = ports
  const bad = new Set([...damagedPaths(findings), ...contrary.map(({ path }) => path)])
  for (const end of logs.known.ends()) {
    const log = logs.known.histories.historyWith(end.log, end.seq, end.hash)
    if (!log) continue
    for (const path of restoreHistory(ports, log, bad, quarantine)) bad.delete(path)
  }
  restoreVersions({ disk, digest }, logs.known, bad, quarantine)
  for (const path of bad) {
    if (movable.some((folder) => path.startsWith(`${folder}/`))) quarantine.move(path)
  }
  if (segmentIndexes(disk).length === 0) disk.openAppend(walSegmentPath(1)).close()
}

/** Folders whose damaged files may go: their contents are restored, or known from elsewhere. */
const movable = [paths.rangesFolder, paths.walFolder, paths.coldVersionsFolder]

export const damagedPaths = (findings: readonly Finding[]): readonly string[] =>
  findings.flatMap(({ kind, path }) => (kind === 'damaged' ? [path] : []))

const restoreHistory = (
  ports: FolderPorts,
  log: EventLog,
  bad: ReadonlySet<string>,
  quarantine: Quarantine,
): readonly string[] => {
  const { disk } = ports
  const replaced: string[] = []
  for (const block of blocksBetween(0, log.seq)) {
    const path = rangePath(log.id, block, log.hashAt(block.last))
    if (bad.has(path)) replaced.push(path)
    else if (disk.sizeBytes(path) !== null) continue
    quarantine.keep(path)
    disk.writeWhole(path, encodeRange(log.rangeOf(block), ports))
  }
  return replaced
}

// Never lowers a version: lost events must not look as if they never existed.
const restoreVersions = (
  { disk, digest }: FolderPorts,
  known: KnownLogs,
  bad: ReadonlySet<string>,
  quarantine: Quarantine,
): void => {
  const before = readVersions(disk, { digest })
  const holds: Holds = (logId, seq, hash) => known.histories.historyWith(logId, seq, hash) !== null
  const versions = mergeVersionVectors(before?.versions ?? new Map(), known.histories.versions(), holds)
  const isGood = before && !bad.has(paths.versionVector) && !isMisquoted(before.recentEvents, known)
  if (isGood && isCovered(versions, before.versions)) return
  quarantine.keep(paths.versionVector)
  disk.writeWhole(paths.versionVector, encodeVersionVector({ versions, recentEvents: [] }, digest))
}

const isCovered = (versions: VersionVector, by: VersionVector): boolean =>
  [...versions.values()].every((entry) => {
    const shown = new Set(endsIn(by.get(entry.log)).map(({ hash }) => hash))
    return endsIn(entry).every(({ hash }) => shown.has(hash))
  })

// Reads it again: a visitor may have announced events since the examination.
const readVersions = (disk: Disk, { digest }: Pick<FolderPorts, 'digest'>): FolderVersions | null => {
  const bytes = disk.read(paths.versionVector)
  try {
    return bytes && versionsOnDisk(bytes, disk, digest)
  } catch (trouble) {
    if (trouble instanceof CodecError) return null
    throw trouble
  }
}
