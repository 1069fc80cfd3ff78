import { CodecError } from '../binary/index.ts'
import { encodeRange } from '../codec/index.ts'
import {
  blocksBetween,
  encodeHeads,
  endsIn,
  type FolderHeads,
  type Heads,
  type Holds,
  joinHeads,
  type LineLog,
} from '../log/index.ts'
import type { Disk } from '../ports/index.ts'
import { headsOnDisk, journalSegmentPath, paths, rangePath } from '../storage/folder/index.ts'
import { segmentIndexes } from '../storage/journal/index.ts'
import type { Examined, FolderPorts } from './examine-copy.ts'
import { isMisquoted } from './examine-lines.ts'
import type { Finding } from './finding.ts'
import type { KnownLines, Piece } from './known-lines.ts'
import type { Quarantine } from './quarantine.ts'

/**
 * Puts all that is known of the lines into ranges, shows it in the heads, and takes away what is damaged: in this order,
 * so that whatever a bad segment of the journal still gave is somewhere else before it goes. Throws DiskTrouble.
 */
export const restoreLines = (
  ports: FolderPorts,
  { lines, findings }: Examined,
  contrary: readonly Piece[],
  quarantine: Quarantine,
): void => {
  const { disk, digest } = ports
  const bad = new Set([...damagedPaths(findings), ...contrary.map(({ path }) => path)])
  for (const end of lines.known.ends()) {
    const log = lines.known.histories.historyWith(end.line, end.seq, end.hash)
    if (!log) continue
    for (const path of restoreHistory(ports, log, bad, quarantine)) bad.delete(path)
  }
  restoreHeads({ disk, digest }, lines.known, bad, quarantine)
  for (const path of bad) {
    if (movable.some((folder) => path.startsWith(`${folder}/`))) quarantine.move(path)
  }
  if (segmentIndexes(disk).length === 0) disk.openAppend(journalSegmentPath(1)).close()
}

/** What is there again, or said elsewhere, once it went. */
const movable = [paths.rangesFolder, paths.journalFolder, paths.restingFolder]

export const damagedPaths = (findings: readonly Finding[]): readonly string[] =>
  findings.flatMap(({ kind, path }) => (kind === 'damaged' ? [path] : []))

/** Writes the blocks of one history that are not there or bad; the paths of those that were bad. */
const restoreHistory = (
  ports: FolderPorts,
  log: LineLog,
  bad: ReadonlySet<string>,
  quarantine: Quarantine,
): readonly string[] => {
  const { disk } = ports
  const replaced: string[] = []
  for (const block of blocksBetween(0, log.seq)) {
    const path = rangePath(log.line, block, log.hashAt(block.last))
    if (bad.has(path)) replaced.push(path)
    else if (disk.sizeBytes(path) !== null) continue
    quarantine.keep(path)
    disk.writeWhole(path, encodeRange(log.rangeOf(block), ports))
  }
  return replaced
}

// Never less than they said: what is lost still must not look as if it had never been.
const restoreHeads = (
  { disk, digest }: FolderPorts,
  known: KnownLines,
  bad: ReadonlySet<string>,
  quarantine: Quarantine,
): void => {
  const before = headsThere(disk, { digest })
  const holds: Holds = (line, seq, hash) => known.histories.historyWith(line, seq, hash) !== null
  const heads = joinHeads(before?.heads ?? new Map(), known.histories.heads(), holds)
  const isGood = before && !bad.has(paths.heads) && !isMisquoted(before.newest, known)
  if (isGood && isCovered(heads, before.heads)) return
  quarantine.keep(paths.heads)
  disk.writeWhole(paths.heads, encodeHeads({ heads, newest: [] }, digest))
}

const isCovered = (heads: Heads, by: Heads): boolean =>
  [...heads.values()].every((entry) => {
    const shown = new Set(endsIn(by.get(entry.line)).map(({ hash }) => hash))
    return endsIn(entry).every(({ hash }) => shown.has(hash))
  })

// Read anew: a visitor may have announced something since the folder was examined.
const headsThere = (disk: Disk, { digest }: Pick<FolderPorts, 'digest'>): FolderHeads | null => {
  const bytes = disk.read(paths.heads)
  try {
    return bytes && headsOnDisk(bytes, disk, digest)
  } catch (trouble) {
    if (trouble instanceof CodecError) return null
    throw trouble
  }
}
