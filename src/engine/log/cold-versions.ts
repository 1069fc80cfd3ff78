import type { LogId } from '../identifier/index.ts'
import { endsIn, type VersionVector, type VersionEntry, sortedEntries } from './version-vector.ts'

/**
 * Heads as they were at some moment, in a file of their own that is never written into again. A heads file that names it
 * says only what moved since: it stays short however many copies were ever registered, as long as few of them write.
 */
export interface ColdVersions {
  /** 32 digits: the mark of the heads in it. */
  readonly name: string
  readonly versions: VersionVector
}

/** When heads are put to rest. */
export interface ColdRule {
  /** So many lines may come before it is done, however few rest. A folder with fewer never does it. */
  readonly newMin: number
  /** Beyond that, one more for so many that rest: writing those down anew costs as much as they are. */
  readonly coldForOne: number
}

/** About 17 kB of unsigned heads, which is what one reading of a busy folder costs anyway. */
export const defaultColdRule: ColdRule = { newMin: 256, coldForOne: 32 }

/**
 * Whether so many lines came since heads were put to rest that it is to be done anew. Lines that rested and move again do
 * not count: where most copies write all the time, resting would be over as soon as it began.
 */
export const isColdVersionsDue = (
  versions: VersionVector,
  cold: ColdVersions | null,
  { newMin, coldForOne: restingForOne }: ColdRule,
): boolean => {
  const coldCount = cold?.versions.size ?? 0
  return versions.size - coldCount > newMin + coldCount / restingForOne
}

/** The lines that a heads file has to say itself. */
export const warmEntries = (versions: VersionVector, cold: ColdVersions | null): readonly VersionEntry[] => {
  const entries = sortedEntries(versions)
  return cold ? entries.filter((entry) => !isSameEntry(entry, cold.versions.get(entry.log))) : entries
}

/** Whether all that rests is among the heads, so that they can go on from it. */
export const includesCold = (versions: VersionVector, cold: ColdVersions | null): boolean => {
  if (cold) for (const log of cold.versions.keys()) if (!versions.has(log)) return false
  return true
}

/** What rests and what moved since, by line. */
export const withCold = (warm: VersionVector, cold: ColdVersions | null): VersionVector => {
  if (!cold) return warm
  if (warm.size === 0) return cold.versions
  const joined = new Map<LogId, VersionEntry>()
  const moved = [...warm.values()]
  let next = 0
  for (const [log, entry] of cold.versions) {
    for (let other = moved[next]; other && other.log < log; other = moved[next]) {
      joined.set(other.log, other)
      next += 1
    }
    const own = moved[next]
    if (own?.log === log) next += 1
    joined.set(log, own?.log === log ? own : entry)
  }
  for (const other of moved.slice(next)) joined.set(other.log, other)
  return joined
}

const isSameEntry = (entry: VersionEntry, other: VersionEntry | undefined): boolean => {
  if (entry === other) return true
  if (!other) return false
  const ends = endsIn(entry)
  const otherEnds = endsIn(other)
  return ends.length === otherEnds.length && ends.every((end, index) => isSameEnd(end, otherEnds[index]))
}

// The starts of its blocks follow from the hash.
const isSameEnd = ({ seq, hash, signed }: VersionEntry, other: VersionEntry | undefined): boolean =>
  seq === other?.seq &&
  hash === other.hash &&
  signed?.seq === other.signed?.seq &&
  signed?.hash === other.signed?.hash &&
  signed?.signature === other.signed?.signature
