import { type Block, blocksBetween } from '../event/block.ts'
import { type Heads, type HeadsEntry, openBlocks, sortedEntries } from '../event/heads.ts'
import type { LineId } from '../event/line.ts'

/** The blocks of one line that a side lacks, oldest first. `hashStart` is null where only a listing can tell it. */
export interface MissingBlocks {
  readonly line: LineId
  readonly have: number
  readonly seq: number
  readonly blocks: readonly (Block & { readonly hashStart: string | null })[]
}

/** Pure: what `theirs` offers beyond what is here, line by line. */
export const missingHere = (
  theirs: Heads,
  receivedSeq: (line: LineId) => number,
): readonly MissingBlocks[] => {
  const missing: MissingBlocks[] = []
  for (const entry of sortedEntries(theirs)) {
    const have = receivedSeq(entry.line)
    if (have < entry.seq) missing.push(missingOf(entry, have))
  }
  return missing
}

const missingOf = ({ line, seq, blockEnds }: HeadsEntry, have: number): MissingBlocks => {
  const ends = new Map(openBlocks(seq).map((block, index) => [block.last, blockEnds[index] ?? null]))
  const blocks = blocksBetween(have, seq).map((block) => ({
    ...block,
    hashStart: ends.get(block.last) ?? null,
  }))
  return { line, have, seq, blocks }
}

/** Pure: whether `theirs` offers nothing beyond what is here. */
export const lacksNothing = (theirs: Heads, receivedSeq: (line: LineId) => number): boolean => {
  for (const { line, seq } of theirs.values()) if (receivedSeq(line) < seq) return false
  return true
}

/**
 * Pure: a line of which the other side holds another history, as a folder copied by hand makes it, or null. `hashAt` is
 * the hash of an event that is here.
 */
export const splitLine = (
  theirs: Heads,
  receivedSeq: (line: LineId) => number,
  hashAt: (line: LineId, seq: number) => string,
): LineId | null => {
  for (const entry of theirs.values()) {
    if (entry.seq <= receivedSeq(entry.line) && hashAt(entry.line, entry.seq) !== entry.hash)
      return entry.line
  }
  return null
}

/** A stretch of a line that the other side lacks. */
export interface Unsent {
  readonly line: LineId
  readonly theirSeq: number
  readonly seq: number
}

/** Pure: what is here beyond what `theirs` shows. */
export const missingThere = (mine: Heads, theirs: Heads): readonly Unsent[] => {
  const unsent: Unsent[] = []
  for (const { line, seq } of sortedEntries(mine)) {
    const theirSeq = theirs.get(line)?.seq ?? 0
    if (seq > theirSeq) unsent.push({ line, theirSeq, seq })
  }
  return unsent
}
