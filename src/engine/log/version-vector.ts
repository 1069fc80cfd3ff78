import type { LogId } from '../identifier/index.ts'
import { must } from '../invariant.ts'
import { type Block, blockEventsMax, blocksBetween } from './block.ts'
import { furtherSigned, type SignedHead } from './signed-head.ts'

/** How far one line lies in a folder, and where its open end was cut. */
export interface VersionEntry {
  readonly log: LogId
  readonly seq: number
  /** Hash of the event at `seq`. */
  readonly hash: string
  /** 16 digits of the hash at the end of each of {@link namedBlocks}, so that their files can be named unlisted. */
  readonly blockEnds: readonly string[]
  /** How far its writer signed it, which may be less far; null where it is not signed. */
  readonly signed: SignedHead | null
  /** The ends of the line's other histories, where it was split: they stand beside it in the file as entries of their own. */
  readonly others?: readonly VersionEntry[]
}

/** Where the histories of one line end: mostly there is one. */
export const endsIn = (entry: VersionEntry | undefined): readonly VersionEntry[] => {
  if (!entry?.others) return entry ? [entry] : []
  const { others, ...first } = entry
  return [first, ...others]
}

/** By line; iterated in the order of line ids. */
export type VersionVector = ReadonlyMap<LogId, VersionEntry>

/** One entry for a line, in one canonical order of its ends. */
export const withEnds = (ends: readonly VersionEntry[]): VersionEntry => {
  const [first, ...others] = ends.toSorted((a, b) => b.seq - a.seq || (a.hash < b.hash ? -1 : 1))
  const entry = must(first, 'a line has an end')
  return others.length === 0 ? entry : { ...entry, others }
}

/** The same head, signed so far. */
export const withSigned = (entry: VersionEntry, signed: SignedHead | null): VersionEntry =>
  entry.signed === signed ? entry : { ...entry, signed }

/** Whether an event is known to stand in one's own history of its line, or in one of them. */
export type Holds = (log: LogId, seq: number, hash: string) => boolean

/**
 * Line by line the further one: heads are joined, never chosen. Where theirs is no part of ours, both stand; where it is
 * ahead, it is taken to go on from ours until somebody has looked.
 */
export const mergeVersionVectors = (
  theirs: VersionVector,
  ours: VersionVector,
  holds: Holds,
): VersionVector => {
  const joined = new Map(theirs)
  for (const [log, entry] of ours) {
    const other = joined.get(log)
    const isAhead = other && !other.others && !entry.others && other.seq > entry.seq
    if (isAhead) joined.set(log, withSigned(other, furtherSigned(other.signed, entry.signed)))
    else joined.set(log, other ? mergedEntry(other, entry, holds) : entry)
  }
  return joined
}

const mergedEntry = (theirs: VersionEntry, ours: VersionEntry, holds: Holds): VersionEntry => {
  const strange = endsIn(theirs).filter(({ log: logId, seq, hash }) => !holds(logId, seq, hash))
  if (strange.length > 0) return withEnds([...endsIn(ours), ...strange])
  const isPlain = !ours.others && !theirs.others
  return isPlain ? withSigned(ours, furtherSigned(ours.signed, theirs.signed)) : ours
}

export const sortedEntries = (versions: VersionVector): VersionEntry[] => {
  const entries = [...versions.values()]
  return isSorted(entries) ? entries : entries.sort((a, b) => (a.log < b.log ? -1 : 1))
}

const isSorted = (entries: readonly VersionEntry[]): boolean => {
  let before: LogId | '' = ''
  for (const { log: logId } of entries) {
    if (logId < before) return false
    before = logId
  }
  return true
}

/**
 * The last full block, and those after it: who lags no further behind needs no listing, which would grow with the
 * history. Frozen with format 1.
 */
export const namedBlocks = (seq: number): readonly Block[] =>
  blocksBetween(Math.max(0, seq - (seq % blockEventsMax) - blockEventsMax), seq)
