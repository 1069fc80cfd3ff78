import type { LogId } from '../identifier/index.ts'
import { must } from '../invariant.ts'
import { type Block, blockEventsMax, blocksBetween } from './block.ts'
import { furtherSigned, type SignedHead } from './signed-head.ts'

export interface VersionEntry {
  readonly log: LogId
  readonly seq: number
  readonly hash: string
  /** 16 digits of the hash at the end of each of {@link namedBlocks}, so readers need no listing. */
  readonly blockEnds: readonly string[]
  /** How far its writer signed it, possibly less than `seq`. Null if unsigned. */
  readonly signed: SignedHead | null
  /** The ends of the log's other histories after a fork. The file stores them as adjacent entries. */
  readonly others?: readonly VersionEntry[]
}

export const endsIn = (entry: VersionEntry | undefined): readonly VersionEntry[] => {
  if (!entry?.others) return entry ? [entry] : []
  const { others, ...first } = entry
  return [first, ...others]
}

/** By log, iterated in the order of log ids. */
export type VersionVector = ReadonlyMap<LogId, VersionEntry>

/** Joins the ends of a log into one entry, in canonical order. */
export const withEnds = (ends: readonly VersionEntry[]): VersionEntry => {
  const [first, ...others] = ends.toSorted((a, b) => b.seq - a.seq || (a.hash < b.hash ? -1 : 1))
  const entry = must(first, 'a log has an end')
  return others.length === 0 ? entry : { ...entry, others }
}

export const withSigned = (entry: VersionEntry, signed: SignedHead | null): VersionEntry =>
  entry.signed === signed ? entry : { ...entry, signed }

export type Holds = (log: LogId, seq: number, hash: string) => boolean

/**
 * The further end of each log wins. If it does not continue ours, both stay. An end ahead of ours counts as
 * its continuation until checked.
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
 * The last full block and those after it. A reader no further behind needs no listing, which would grow with the
 * history. Frozen with format 1.
 */
export const namedBlocks = (seq: number): readonly Block[] =>
  blocksBetween(Math.max(0, seq - (seq % blockEventsMax) - blockEventsMax), seq)
