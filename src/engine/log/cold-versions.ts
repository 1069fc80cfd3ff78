import type { LogId } from '../identifier/index.ts'
import { endsIn, type VersionVector, type VersionEntry, sortedEntries } from './version-vector.ts'

/**
 * A version vector in a file that is never written again. Version vector files that name it list only the
 * logs that moved since, and stay short while few copies write.
 */
export interface ColdVersions {
  /** 32 digits: the etag of the vector in it. */
  readonly name: string
  readonly versions: VersionVector
}

export interface ColdRule {
  /** So many logs must be new, however few are cold. */
  readonly newMin: number
  /** One more new log for so many cold ones, since rewriting the cold file costs in proportion. */
  readonly coldForOne: number
}

/** About 17 kB of unsigned entries, which one read of a busy folder costs in any case. */
export const defaultColdRule: ColdRule = { newMin: 256, coldForOne: 32 }

/** Cold logs that moved do not count: if most copies write all the time, a new cold file would be outdated at once. */
export const isColdVersionsDue = (
  versions: VersionVector,
  cold: ColdVersions | null,
  { newMin, coldForOne }: ColdRule,
): boolean => {
  const coldCount = cold?.versions.size ?? 0
  return versions.size - coldCount > newMin + coldCount / coldForOne
}

export const warmEntries = (versions: VersionVector, cold: ColdVersions | null): readonly VersionEntry[] => {
  const entries = sortedEntries(versions)
  return cold ? entries.filter((entry) => !isSameEntry(entry, cold.versions.get(entry.log))) : entries
}

/** A vector can build on a cold one only if it includes every cold log. */
export const includesCold = (versions: VersionVector, cold: ColdVersions | null): boolean => {
  if (cold) for (const log of cold.versions.keys()) if (!versions.has(log)) return false
  return true
}

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

const isSameEnd = ({ seq, hash, signed }: VersionEntry, other: VersionEntry | undefined): boolean =>
  seq === other?.seq &&
  hash === other.hash &&
  signed?.seq === other.signed?.seq &&
  signed?.hash === other.signed?.hash &&
  signed?.signature === other.signed?.signature
