import { decodeRange, type Range, type RangePorts } from '../codec/index.ts'
import { isSameBytes } from '../event/index.ts'
import {
  type Block,
  blocksBetween,
  encodeVersionVector,
  endsIn,
  type FolderVersions,
  type VersionEntry,
  type EventLog,
  type RecentEvents,
  parseBlockName,
  recentSpanOf,
} from '../log/index.ts'
import type { Digest, Disk } from '../ports/index.ts'
import { versionsOnDisk, walSegmentPath, logFolder, paths, rangePath } from '../storage/folder/index.ts'
import { readSegment, salvageSegment, segmentIndexes } from '../storage/journal/index.ts'
import { damaged, type Finding, isFinding, missing, readOrFind } from './finding.ts'
import { KnownLogs, type Piece } from './known-logs.ts'

export interface ExaminedLogs {
  /** Null if missing or unreadable. */
  readonly versions: FolderVersions | null
  readonly known: KnownLogs
  /** All pieces of ranges and journal, including those that contradict the version vector. */
  readonly pieces: readonly Piece[]
  readonly findings: readonly Finding[]
}

/**
 * Reads the version vector first and ranges last: events that leave the journal meanwhile are then in
 * ranges.
 */
export const examineLogs = (disk: Disk, ports: RangePorts): ExaminedLogs => {
  const { digest } = ports
  const versions = examineVersions(disk, digest)
  const wal = examineWal(disk, digest)
  const ranges = examineRanges(disk, ports)
  const known = new KnownLogs(digest)
  const pieces = [...ranges.pieces, ...wal.pieces]
  known.ingest(pieces)
  const findings = [
    ...versions.findings,
    ...wal.findings,
    ...ranges.findings,
    ...known.unreadable.map(({ path, detail }) => damaged(path, detail)),
    ...(versions.found ? unlikeVersions(versions.found, known, disk) : []),
  ]
  return { versions: versions.found, known, pieces, findings: oncePerPath(findings) }
}

const examineVersions = (
  disk: Disk,
  digest: Digest,
): { readonly found: FolderVersions | null; readonly findings: readonly Finding[] } => {
  const bytes = disk.read(paths.versionVector)
  if (!bytes)
    return { found: null, findings: [missing(paths.versionVector, 'the version vector is missing')] }
  const found = readOrFind({ path: paths.versionVector, bytes }, digest, () =>
    versionsOnDisk(bytes, disk, digest),
  )
  if (isFinding(found)) return { found: null, findings: [found] }
  const isWhole = isSameBytes(encodeVersionVector(found, digest), bytes)
  const cut = damaged(paths.versionVector, 'the recent events after the version vector are cut off')
  return { found, findings: isWhole ? [] : [cut] }
}

const examineWal = (disk: Disk, digest: Digest): Pick<ExaminedLogs, 'pieces' | 'findings'> => {
  const segments = segmentIndexes(disk).map((index) => examineSegment(disk, digest, index))
  if (segments.length === 0) return { pieces: [], findings: [missing(paths.walFolder, 'it is empty')] }
  return {
    pieces: segments.flatMap(({ pieces }) => pieces),
    findings: segments.flatMap(({ findings }) => findings),
  }
}

const examineSegment = (
  disk: Disk,
  digest: Digest,
  index: number,
): Pick<ExaminedLogs, 'pieces' | 'findings'> => {
  const path = walSegmentPath(index)
  const bytes = disk.read(path) ?? new Uint8Array(0)
  const { ranges, end, validBytes } = readSegment(bytes, digest)
  const piece = (range: Range): Piece => ({ path, range })
  if (end !== 'damaged') return { pieces: ranges.map(piece), findings: [] }
  const detail = `the record at byte ${validBytes} of ${bytes.length} is damaged`
  return { pieces: salvageSegment(bytes, digest).map(piece), findings: [damaged(path, detail)] }
}

const examineRanges = (disk: Disk, ports: RangePorts): Pick<ExaminedLogs, 'pieces' | 'findings'> => {
  const pieces: Piece[] = []
  const findings: Finding[] = []
  for (const logId of disk.list(paths.rangesFolder)) {
    for (const name of disk.list(`${paths.rangesFolder}/${logId}`)) {
      const block = parseBlockName(name)
      if (!block) continue
      const path = `${paths.rangesFolder}/${logId}/${name}`
      const found = examineRange(disk, ports, { path, logId, block })
      if (found && isFinding(found)) findings.push(found)
      else if (found) pieces.push({ path, range: found })
    }
  }
  return { pieces, findings }
}

// Returns null if the file is gone since the listing: a visitor may have compacted it.
const examineRange = (
  disk: Disk,
  ports: RangePorts,
  { path, logId, block }: { readonly path: string; readonly logId: string; readonly block: Block },
): Range | Finding | null => {
  const bytes = disk.read(path)
  if (!bytes) return null
  const range = readOrFind({ path, bytes }, ports.digest, () => decodeRange(bytes, ports))
  if (isFinding(range)) return range
  const isAsNamed =
    range.log === logId && range.first === block.first && range.events.length === block.last - block.first + 1
  return isAsNamed ? range : damaged(path, 'it holds other events than its name says')
}

const unlikeVersions = (
  { versions, recentEvents }: FolderVersions,
  known: KnownLogs,
  disk: Disk,
): readonly Finding[] => [
  ...[...versions.values()].flatMap(endsIn).flatMap((end) => unlikeEnd(end, known, disk)),
  ...(isMisquoted(recentEvents, known)
    ? [
        damaged(
          paths.versionVector,
          'the recent events after the version vector differ from those in the ranges',
        ),
      ]
    : []),
]

const unlikeEnd = (
  { log: logId, seq, hash }: VersionEntry,
  known: KnownLogs,
  disk: Disk,
): readonly Finding[] => {
  const log = known.histories.historyWith(logId, seq, hash)
  if (log) return missingBlocks(log, seq, disk)
  const here = known.histories.receivedSeq(logId)
  return here < seq
    ? [missing(logFolder(logId), lostText(here + 1, seq))]
    : [damaged(logFolder(logId), `event ${seq} differs from the one that the version vector names`)]
}

export const isMisquoted = (recentEvents: RecentEvents, known: KnownLogs): boolean =>
  recentEvents.some((events) => {
    const logs = known.historiesOf(events.log).filter(({ seq }) => events.last <= seq)
    return (
      logs.length > 0 &&
      !logs.some((log) => isSameBytes(recentSpanOf(log.rangeOf(events)).bytes, events.bytes))
    )
  })

const lostText = (first: number, last: number): string =>
  first === last ? `event ${first} is not here any more` : `events ${first} to ${last} are not here any more`

const missingBlocks = (log: EventLog, seq: number, disk: Disk): readonly Finding[] =>
  blockPaths(log, seq).flatMap((path) =>
    disk.sizeBytes(path) === null ? [missing(path, 'the version vector promises it to visitors')] : [],
  )

const blockPaths = (log: EventLog, seq: number): readonly string[] =>
  blocksBetween(0, seq).map((block) => rangePath(log.id, block, log.hashAt(block.last)))

const oncePerPath = (findings: readonly Finding[]): readonly Finding[] =>
  [...new Map(findings.toReversed().map((finding) => [finding.path, finding])).values()].reverse()
