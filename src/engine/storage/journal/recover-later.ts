import type { Range, RangePorts } from '../../codec/index.ts'
import type { LineId } from '../../identifier/index.ts'
import { type BranchParts, endsIn, type Heads, parseBlockName, type RestingLog } from '../../log/index.ts'
import type { Disk } from '../../ports/index.ts'
import { coversBase, hasOtherBlock, paths } from '../folder/index.ts'
import { segmentIndexes } from './journal.ts'
import { readBlocks, readJournal, readOwnHeads, type Recovered } from './recovery.ts'

/** What a snapshot holds of the lines, and of which copies nothing more is to be expected. */
export interface HeldLines {
  readonly log: RestingLog
  readonly hasEnded: (line: LineId) => boolean
}

/**
 * What lies in a folder beyond a snapshot of it: blocks that came later, and the journal. Null where the folder does not
 * hold what the snapshot was folded from, or anything in it cannot be read: then all of it is to be read, which says what
 * is wrong.
 */
export const recoverLater = (disk: Disk, ports: RangePorts, lines: HeldLines): Recovered | null => {
  // Before the ranges, as where everything is read.
  const heads = readOwnHeads(disk, ports.digest)
  if ('kind' in heads) return null
  const sealed = readLater(disk, ports, lines, heads)
  const journal = sealed && readJournal(disk, ports.digest)
  if (!journal || 'kind' in journal) return null
  return { kind: 'recovered', heads, sealed, journal, segment: segmentIndexes(disk).at(-1) ?? 1 }
}

const readLater = (
  disk: Disk,
  ports: RangePorts,
  { log, hasEnded }: HeldLines,
  heads: Heads,
): readonly Range[] | null => {
  const folders = disk.list(paths.rangesFolder)
  const there = new Set<string>(folders)
  const known = [...log.resting.lines(), ...log.awake.map(({ line }) => line)]
  if (known.some((line) => !there.has(line))) return null
  const ranges: Range[] = []
  for (const folder of folders) {
    const line = folder as LineId
    // Of a copy that has ended nothing is to be expected but what the heads say.
    if (hasEnded(line) && isAllHeld(heads, log, line)) continue
    const names = laterNames(disk.list(`${paths.rangesFolder}/${folder}`), historiesOf(log, line))
    const found = names && readBlocks(disk, ports, `${paths.rangesFolder}/${folder}`, names)
    if (!found || 'kind' in found) return null
    ranges.push(...found)
  }
  return ranges
}

const historiesOf = ({ resting, awake }: RestingLog, line: LineId): readonly BranchParts[] => {
  const parts = resting.parts(line)
  return parts ? [parts] : awake.filter((branch) => branch.line === line)
}

/** Null where they do not hold what was written down. Of a line with several histories all are read, which is rare. */
const laterNames = (
  names: readonly string[],
  histories: readonly BranchParts[],
): readonly string[] | null => {
  if (histories.some((history) => !coversBase(names, history))) return null
  const [history, ...others] = histories
  if (!history || others.length > 0) return names
  if (hasOtherBlock(names, history)) return null
  return names.filter((name) => (parseBlockName(name)?.last ?? 0) > history.seq)
}

const isAllHeld = (heads: Heads, { resting }: RestingLog, line: LineId): boolean => {
  const ends = endsIn(heads.get(line))
  return resting.seqOf(line) > 0 && ends.every(({ seq }) => seq <= resting.seqOf(line))
}
