import type { LineId } from '../identifier/index.ts'
import { endsIn, type Heads, type HeadsEntry, sortedEntries } from './heads.ts'

/**
 * Heads as they were at some moment, in a file of their own that is never written into again. A heads file that names it
 * says only what moved since: it stays short however many copies were ever registered, as long as few of them write.
 */
export interface RestingHeads {
  /** 32 digits: the mark of the heads in it. */
  readonly name: string
  readonly heads: Heads
}

/** When heads are put to rest. */
export interface RestingRule {
  /** So many lines may come before it is done, however few rest. A folder with fewer never does it. */
  readonly newMin: number
  /** Beyond that, one more for so many that rest: writing those down anew costs as much as they are. */
  readonly restingForOne: number
}

/** About 17 kB of unsigned heads, which is what one reading of a busy folder costs anyway. */
export const usualRestingRule: RestingRule = { newMin: 256, restingForOne: 32 }

/**
 * Whether so many lines came since heads were put to rest that it is to be done anew. Lines that rested and move again do
 * not count: where most copies write all the time, resting would be over as soon as it began.
 */
export const isToRest = (
  heads: Heads,
  resting: RestingHeads | null,
  { newMin, restingForOne }: RestingRule,
): boolean => {
  const restingCount = resting?.heads.size ?? 0
  return heads.size - restingCount > newMin + restingCount / restingForOne
}

/** The lines that a heads file has to say itself. */
export const looseLines = (heads: Heads, resting: RestingHeads | null): readonly HeadsEntry[] => {
  const entries = sortedEntries(heads)
  return resting ? entries.filter((entry) => !isSameEntry(entry, resting.heads.get(entry.line))) : entries
}

/** Whether all that rests is among the heads, so that they can go on from it. */
export const isUnder = (heads: Heads, resting: RestingHeads | null): boolean => {
  if (resting) for (const line of resting.heads.keys()) if (!heads.has(line)) return false
  return true
}

/** What rests and what moved since, by line. */
export const withResting = (loose: Heads, resting: RestingHeads | null): Heads => {
  if (!resting) return loose
  if (loose.size === 0) return resting.heads
  const joined = new Map<LineId, HeadsEntry>()
  const moved = [...loose.values()]
  let next = 0
  for (const [line, entry] of resting.heads) {
    for (let other = moved[next]; other && other.line < line; other = moved[next]) {
      joined.set(other.line, other)
      next += 1
    }
    const own = moved[next]
    if (own?.line === line) next += 1
    joined.set(line, own?.line === line ? own : entry)
  }
  for (const other of moved.slice(next)) joined.set(other.line, other)
  return joined
}

const isSameEntry = (entry: HeadsEntry, other: HeadsEntry | undefined): boolean => {
  if (entry === other) return true
  if (!other) return false
  const ends = endsIn(entry)
  const otherEnds = endsIn(other)
  return ends.length === otherEnds.length && ends.every((end, index) => isSameEnd(end, otherEnds[index]))
}

// The starts of its blocks follow from the hash.
const isSameEnd = ({ seq, hash, signed }: HeadsEntry, other: HeadsEntry | undefined): boolean =>
  seq === other?.seq &&
  hash === other.hash &&
  signed?.seq === other.signed?.seq &&
  signed?.hash === other.signed?.hash &&
  signed?.signature === other.signed?.signature
