import type { LogId } from '../identifier/index.ts'
import type { VersionEntry } from '../log/index.ts'
import type { Span } from './span.ts'

/** Versions that a message leads to: the ends of its spans, and its explicit entries. Pure. */
export const versionsBrought = (
  spans: readonly Span[],
  entries: readonly VersionEntry[],
  before: ReadonlyMap<LogId, VersionEntry>,
): ReadonlyMap<LogId, VersionEntry> => {
  const brought = new Map<LogId, VersionEntry>()
  for (const { log: logId, first, events, lastHash } of spans) {
    const seq = first + events.length - 1
    const signed = before.get(logId)?.signed ?? null
    const isBehind = (brought.get(logId)?.seq ?? 0) > seq
    if (!isBehind) brought.set(logId, { log: logId, seq, hash: lastHash, blockEnds: [], signed })
  }
  for (const entry of entries) brought.set(entry.log, entry)
  return brought
}
