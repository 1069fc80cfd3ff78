import { decodeRange, type Range, type RangePorts } from '../codec/index.ts'
import { isSameBytes } from '../event/index.ts'
import {
  type Block,
  blocksBetween,
  encodeHeads,
  endsIn,
  type FolderHeads,
  type HeadsEntry,
  type LineLog,
  type Newest,
  parseBlockName,
  sayEvents,
} from '../log/index.ts'
import type { Digest, Disk } from '../ports/index.ts'
import { headsOnDisk, journalSegmentPath, lineFolder, paths, rangePath } from '../storage/folder/index.ts'
import { readSegment, salvageSegment, segmentIndexes } from '../storage/journal/index.ts'
import { damaged, type Finding, isFinding, missing, readOrFind } from './finding.ts'
import { KnownLines, type Piece } from './known-lines.ts'

/** What a folder holds of its lines, and what is wrong with it. */
export interface ExaminedLines {
  /** Null where they are gone or cannot be read. */
  readonly heads: FolderHeads | null
  readonly known: KnownLines
  /** Read from ranges and journal; where a line contradicts the heads, what its files say is in here all the same. */
  readonly pieces: readonly Piece[]
  readonly findings: readonly Finding[]
}

/** Reads every file of every line. Heads first and ranges last: what leaves the journal lies in ranges by then. */
export const examineLines = (disk: Disk, ports: RangePorts): ExaminedLines => {
  const { digest } = ports
  const heads = examineHeads(disk, digest)
  const journal = examineJournal(disk, digest)
  const ranges = examineRanges(disk, ports)
  const known = new KnownLines(digest)
  const pieces = [...ranges.pieces, ...journal.pieces]
  known.take(pieces)
  const findings = [
    ...heads.findings,
    ...journal.findings,
    ...ranges.findings,
    ...known.unreadable.map(({ path, detail }) => damaged(path, detail)),
    ...(heads.found ? unlikeHeads(heads.found, known, disk) : []),
  ]
  return { heads: heads.found, known, pieces, findings: oncePerPath(findings) }
}

const examineHeads = (
  disk: Disk,
  digest: Digest,
): { readonly found: FolderHeads | null; readonly findings: readonly Finding[] } => {
  const bytes = disk.read(paths.heads)
  if (!bytes) return { found: null, findings: [missing(paths.heads, 'the heads are not here')] }
  const found = readOrFind({ path: paths.heads, bytes }, digest, () => headsOnDisk(bytes, disk, digest))
  if (isFinding(found)) return { found: null, findings: [found] }
  const isWhole = isSameBytes(encodeHeads(found, digest), bytes)
  const cut = damaged(paths.heads, 'what is said beside the heads cannot be read to its end')
  return { found, findings: isWhole ? [] : [cut] }
}

const examineJournal = (disk: Disk, digest: Digest): Pick<ExaminedLines, 'pieces' | 'findings'> => {
  const segments = segmentIndexes(disk).map((index) => examineSegment(disk, digest, index))
  if (segments.length === 0) return { pieces: [], findings: [missing(paths.journalFolder, 'it is empty')] }
  return {
    pieces: segments.flatMap(({ pieces }) => pieces),
    findings: segments.flatMap(({ findings }) => findings),
  }
}

const examineSegment = (
  disk: Disk,
  digest: Digest,
  index: number,
): Pick<ExaminedLines, 'pieces' | 'findings'> => {
  const path = journalSegmentPath(index)
  const bytes = disk.read(path) ?? new Uint8Array(0)
  const { ranges, end, validBytes } = readSegment(bytes, digest)
  const piece = (range: Range): Piece => ({ path, range })
  if (end !== 'damaged') return { pieces: ranges.map(piece), findings: [] }
  const detail = `the record at byte ${validBytes} of ${bytes.length} is damaged`
  return { pieces: salvageSegment(bytes, digest).map(piece), findings: [damaged(path, detail)] }
}

const examineRanges = (disk: Disk, ports: RangePorts): Pick<ExaminedLines, 'pieces' | 'findings'> => {
  const pieces: Piece[] = []
  const findings: Finding[] = []
  for (const line of disk.list(paths.rangesFolder)) {
    for (const name of disk.list(`${paths.rangesFolder}/${line}`)) {
      const block = parseBlockName(name)
      if (!block) continue
      const path = `${paths.rangesFolder}/${line}/${name}`
      const found = examineRange(disk, ports, { path, line, block })
      if (found && isFinding(found)) findings.push(found)
      else if (found) pieces.push({ path, range: found })
    }
  }
  return { pieces, findings }
}

// Null where it has gone since it was listed: a visitor may have compacted it away.
const examineRange = (
  disk: Disk,
  ports: RangePorts,
  { path, line, block }: { readonly path: string; readonly line: string; readonly block: Block },
): Range | Finding | null => {
  const bytes = disk.read(path)
  if (!bytes) return null
  const range = readOrFind({ path, bytes }, ports.digest, () => decodeRange(bytes, ports))
  if (isFinding(range)) return range
  const isAsNamed =
    range.line === line && range.first === block.first && range.events.length === block.last - block.first + 1
  return isAsNamed ? range : damaged(path, 'it holds other events than its name says')
}

const unlikeHeads = ({ heads, newest }: FolderHeads, known: KnownLines, disk: Disk): readonly Finding[] => [
  ...[...heads.values()].flatMap(endsIn).flatMap((end) => unlikeEnd(end, known, disk)),
  ...(isMisquoted(newest, known)
    ? [damaged(paths.heads, 'what is said beside the heads is not what lies in ranges')]
    : []),
]

const unlikeEnd = ({ line, seq, hash }: HeadsEntry, known: KnownLines, disk: Disk): readonly Finding[] => {
  const log = known.histories.historyWith(line, seq, hash)
  if (log) return missingBlocks(log, seq, disk)
  const here = known.histories.receivedSeq(line)
  return here < seq
    ? [missing(lineFolder(line), lostText(here + 1, seq))]
    : [damaged(lineFolder(line), `event ${seq} is another one than the heads name`)]
}

/** Whether something that is said beside the heads is not what lies in ranges. */
export const isMisquoted = (newest: Newest, known: KnownLines): boolean =>
  newest.some((said) => {
    const logs = known.logs(said.line).filter(({ seq }) => said.last <= seq)
    return logs.length > 0 && !logs.some((log) => isSameBytes(sayEvents(log.rangeOf(said)).bytes, said.bytes))
  })

const lostText = (first: number, last: number): string =>
  first === last ? `event ${first} is not here any more` : `events ${first} to ${last} are not here any more`

/** The files that the heads promise to visitors, and that are not there although their events are. */
const missingBlocks = (log: LineLog, seq: number, disk: Disk): readonly Finding[] =>
  blockPaths(log, seq).flatMap((path) =>
    disk.sizeBytes(path) === null ? [missing(path, 'the heads show it to visitors')] : [],
  )

/** Where the blocks of a history up to `seq` lie, or should. */
const blockPaths = (log: LineLog, seq: number): readonly string[] =>
  blocksBetween(0, seq).map((block) => rangePath(log.line, block, log.hashAt(block.last)))

const oncePerPath = (findings: readonly Finding[]): readonly Finding[] =>
  [...new Map(findings.toReversed().map((finding) => [finding.path, finding])).values()].reverse()
