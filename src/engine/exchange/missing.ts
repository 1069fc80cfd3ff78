import { type Block, blocksBetween } from '../event/block.ts'
import { type Heads, openBlocks, sortedEntries } from '../event/heads.ts'
import type { LineId } from '../event/line.ts'

/** The blocks of one line that a side lacks, oldest first. `hashStart` is null where only a listing can tell it. */
export interface MissingBlocks {
  readonly line: LineId
  readonly have: number
  readonly seq: number
  readonly blocks: readonly (Block & { readonly hashStart: string | null })[]
}

/** Pure: what `theirs` offers beyond what is here, line by line. */
export const missingHere = (theirs: Heads, receivedSeq: (line: LineId) => number): readonly MissingBlocks[] =>
  sortedEntries(theirs).flatMap((entry) => {
    const have = receivedSeq(entry.line)
    if (have >= entry.seq) return []
    const ends = new Map(
      openBlocks(entry.seq).map((block, index) => [block.last, entry.blockEnds[index] ?? null]),
    )
    const blocks = blocksBetween(have, entry.seq).map((block) => ({
      ...block,
      hashStart: ends.get(block.last) ?? null,
    }))
    return [{ line: entry.line, have, seq: entry.seq, blocks }]
  })

/** A stretch of a line that the other side lacks. */
export interface Unsent {
  readonly line: LineId
  readonly theirSeq: number
  readonly seq: number
}

/** Pure: what is here beyond what `theirs` shows. */
export const missingThere = (mine: Heads, theirs: Heads): readonly Unsent[] =>
  sortedEntries(mine).flatMap(({ line, seq }) => {
    const theirSeq = theirs.get(line)?.seq ?? 0
    return seq > theirSeq ? [{ line, theirSeq, seq }] : []
  })
