import {
  endsIn,
  type VersionVector,
  type VersionEntry,
  type LogsHere,
  type MissingBlocks,
} from '../../log/index.ts'
import type { Span, Wanted } from '../../protocol/index.ts'
import type { ClientSyncSession } from './client-sync-session.ts'

/**
 * Lists the spans to request. For a forked log, requests each missing history in full, since only its events
 * show where it branches.
 */
export const wantedOf = (
  missing: readonly MissingBlocks[],
  theirs: VersionVector,
  here: LogsHere,
): readonly Wanted[] =>
  missing.flatMap(({ log: logId, have, isForked }) => {
    const entry = theirs.get(logId)
    if (!entry) return []
    return isForked
      ? endsIn(entry)
          .filter((end) => !here.historyWith(logId, end.seq, end.hash))
          .map((end) => wanting(end, 1))
      : [wanting(entry, have + 1)]
  })

const wanting = ({ log: logId, seq, hash }: VersionEntry, first: number): Wanted => ({
  log: logId,
  seq,
  hash,
  first,
  last: seq,
})

/** Repeats the request until everything has arrived or nothing more comes. Ingest the parts in order. */
export async function* fetchWanted(
  syncSession: ClientSyncSession,
  wanted: readonly Wanted[],
): AsyncGenerator<readonly Span[]> {
  for (let left = unique(wanted); left.length > 0;) {
    const spans = await syncSession.wanted(left)
    if (spans.length === 0) return
    yield spans
    left = left.flatMap((each) => restOf(each, spans))
  }
}

const restOf = (wanted: Wanted, spans: readonly Span[]): readonly Wanted[] => {
  const came = spans.find(({ log: logId, first }) => logId === wanted.log && first === wanted.first)
  const first = wanted.first + (came?.events.length ?? 0)
  return first > wanted.last ? [] : [{ ...wanted, first }]
}

const unique = (wanted: readonly Wanted[]): readonly Wanted[] => [
  ...new Map(wanted.map((each) => [`${each.log} ${each.hash}`, each])).values(),
]
