import type { LineId } from '../identifier/index.ts'
import { type Heads, type HeadsEntry, type Histories, type LineLog, sortedEntries } from '../log/index.ts'
import type { Stretch } from './stretch.ts'

/** What a client is known to have of each line, and what it was told is signed. */
export type Known = ReadonlyMap<LineId, HeadsEntry>

export interface News {
  /** To be sent with all of their events. */
  readonly stretches: readonly Stretch[]
  /** To be told beside them: what is signed now, and lines of which the client must ask for what it lacks. */
  readonly entries: readonly HeadsEntry[]
  /** What the client knows when it has taken all of this in. */
  readonly known: readonly HeadsEntry[]
  readonly hasMore: boolean
}

/** Pure: what of `heads` a client lacks, of which at most `bytesMax` of events are said at once. */
export const newsFor = (known: Known, heads: Heads, lines: Histories, bytesMax: number): News => {
  const stretches: Stretch[] = []
  const entries: HeadsEntry[] = []
  const told: HeadsEntry[] = []
  let leftBytes = bytesMax
  for (const entry of sortedEntries(heads)) {
    const before = known.get(entry.line)
    if (before === entry || isKnown(entry, before)) continue
    if (leftBytes <= 0) return { stretches, entries, known: told, hasMore: true }
    const log = goingOn(entry, before, lines)
    const stretch = log && stretchOf(log, (before?.seq ?? 0) + 1, entry.seq, leftBytes)
    if (stretch) {
      stretches.push(stretch)
      leftBytes -= sizeOf(stretch)
    }
    const lastSeq = stretch ? stretch.first + stretch.events.length - 1 : entry.seq
    const isWhole = lastSeq === entry.seq
    if (isWhole && (!log || isSignedAnew(entry, before))) entries.push(entry)
    const signed = before?.signed ?? null
    told.push(isWhole || !stretch ? entry : { ...entry, seq: lastSeq, hash: stretch.lastHash, signed })
    if (!isWhole) return { stretches, entries, known: told, hasMore: true }
  }
  return { stretches, entries, known: told, hasMore: false }
}

// What a client brought may be here, and not yet among what is shown.
const isKnown = (entry: HeadsEntry, before: HeadsEntry | undefined): boolean => {
  if (!before || entry.others || before.others) return isSameSplit(entry, before)
  if (before.seq > entry.seq) return true
  return before.hash === entry.hash && !isSignedAnew(entry, before)
}

const isSignedAnew = ({ signed }: HeadsEntry, before: HeadsEntry | undefined): boolean =>
  signed !== null && signed.signature !== before?.signed?.signature

const isSameSplit = (entry: HeadsEntry, before: HeadsEntry | undefined): boolean => {
  if (!before || before.hash !== entry.hash) return false
  const hashes = (each: HeadsEntry): string => (each.others ?? []).map(({ hash }) => hash).join(' ')
  return hashes(entry) === hashes(before)
}

/** The line's history, where it simply goes on from what is known. */
const goingOn = (entry: HeadsEntry, before: HeadsEntry | undefined, lines: Histories): LineLog | null => {
  if (entry.others || before?.others || lines.isSplit(entry.line)) return null
  const log = lines.log(entry.line)
  if (!log || log.seq < entry.seq) return null
  return !before || log.hashAt(before.seq) === before.hash ? log : null
}

/** Of a history's events those from `first` on, as many as fit and at least one; null where there are none. */
export const stretchOf = (log: LineLog, first: number, last: number, bytesMax: number): Stretch | null => {
  if (last < first) return null
  let end = first
  for (let bytes = log.eventAt(first).length; end < last; end += 1) {
    bytes += log.eventAt(end + 1).length
    if (bytes > bytesMax) break
  }
  return { ...log.rangeOf({ first, last: end }), lastHash: log.hashAt(end), isSplit: false }
}

const sizeOf = ({ events }: Stretch): number => events.reduce((sum, { length }) => sum + length, 0)
