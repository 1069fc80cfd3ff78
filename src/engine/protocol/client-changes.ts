import type { LogId } from '../identifier/index.ts'
import {
  type VersionVector,
  type VersionEntry,
  type Histories,
  type EventLog,
  sortedEntries,
} from '../log/index.ts'
import type { Span } from './span.ts'

export type ClientVersions = ReadonlyMap<LogId, VersionEntry>

export interface ClientChanges {
  readonly spans: readonly Span[]
  /** Further version vector entries to send: they carry new signatures, or show which events the client must request. */
  readonly entries: readonly VersionEntry[]
  readonly known: readonly VersionEntry[]
  readonly hasMore: boolean
}

/** Selects at most about `bytesMax` of events. Pure. */
export const changesFor = (
  known: ClientVersions,
  versions: VersionVector,
  logs: Histories,
  bytesMax: number,
): ClientChanges => {
  const spans: Span[] = []
  const entries: VersionEntry[] = []
  const sent: VersionEntry[] = []
  let leftBytes = bytesMax
  for (const entry of sortedEntries(versions)) {
    const before = known.get(entry.log)
    if (before === entry || isKnown(entry, before)) continue
    if (leftBytes <= 0) return { spans, entries, known: sent, hasMore: true }
    const log = continuation(entry, before, logs)
    const span = log && spanOf(log, (before?.seq ?? 0) + 1, entry.seq, leftBytes)
    if (span) {
      spans.push(span)
      leftBytes -= sizeOf(span)
    }
    const lastSeq = span ? span.first + span.events.length - 1 : entry.seq
    const isWhole = lastSeq === entry.seq
    if (isWhole && (!log || isNewlySigned(entry, before))) entries.push(entry)
    const signed = before?.signed ?? null
    sent.push(isWhole || !span ? entry : { ...entry, seq: lastSeq, hash: span.lastHash, signed })
    if (!isWhole) return { spans, entries, known: sent, hasMore: true }
  }
  return { spans, entries, known: sent, hasMore: false }
}

// Events from this client may be stored but not yet published.
const isKnown = (entry: VersionEntry, before: VersionEntry | undefined): boolean => {
  if (!before || entry.others || before.others) return isSameFork(entry, before)
  if (before.seq > entry.seq) return true
  return before.hash === entry.hash && !isNewlySigned(entry, before)
}

const isNewlySigned = ({ signed }: VersionEntry, before: VersionEntry | undefined): boolean =>
  signed !== null && signed.signature !== before?.signed?.signature

const isSameFork = (entry: VersionEntry, before: VersionEntry | undefined): boolean => {
  if (!before || before.hash !== entry.hash) return false
  const hashes = (each: VersionEntry): string => (each.others ?? []).map(({ hash }) => hash).join(' ')
  return hashes(entry) === hashes(before)
}

/** Returns null unless the log simply continues the client's version. */
const continuation = (
  entry: VersionEntry,
  before: VersionEntry | undefined,
  logs: Histories,
): EventLog | null => {
  if (entry.others || before?.others || logs.isForked(entry.log)) return null
  const log = logs.log(entry.log)
  if (!log || log.seq < entry.seq) return null
  return !before || log.hashAt(before.seq) === before.hash ? log : null
}

/** Returns events from `first` on: as many as fit, and at least one. Returns null if the range is empty. */
export const spanOf = (log: EventLog, first: number, last: number, bytesMax: number): Span | null => {
  if (last < first) return null
  let end = first
  for (let bytes = log.eventAt(first).length; end < last; end += 1) {
    bytes += log.eventAt(end + 1).length
    if (bytes > bytesMax) break
  }
  return { ...log.rangeOf({ first, last: end }), lastHash: log.hashAt(end), isForked: false }
}

const sizeOf = ({ events }: Span): number => events.reduce((sum, { length }) => sum + length, 0)
