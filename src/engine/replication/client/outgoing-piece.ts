import type { LogId } from '../../identifier/index.ts'
import { must } from '../../invariant.ts'
import type { VersionVector, VersionEntry, Unsent } from '../../log/index.ts'
import { type Span, spanOf } from '../../protocol/index.ts'
import type { SyncCopy } from '../../replica/index.ts'

export interface OutgoingPiece {
  readonly spans: readonly Span[]
  /** Signatures, and versions of forked logs. */
  readonly entries: readonly VersionEntry[]
  /** The server's versions after it accepts the piece. */
  readonly leadsTo: readonly VersionEntry[]
}

/** Uncompressed bytes of events: some seconds on a slow link, and enough for columns to compress well. */
const sendingBytesMax = 512 * 1024

/** Splits unsent events into independent pieces, so that a disconnect costs only one. */
export const piecesOf = (
  unsent: readonly Unsent[],
  mine: VersionVector,
  theirs: VersionVector,
  copy: SyncCopy,
): readonly OutgoingPiece[] => {
  const pieces: OutgoingPiece[] = []
  let spans: Span[] = []
  let leadsTo = new Map<LogId, VersionEntry>()
  let leftBytes = sendingBytesMax
  const close = (entries: readonly VersionEntry[]): void => {
    pieces.push({ spans, entries, leadsTo: [...leadsTo.values()] })
    spans = []
    leadsTo = new Map()
    leftBytes = sendingBytesMax
  }
  for (const { log: logId, theirSeq, seq, hash } of unsent) {
    const log = must(copy.logs.historyWith(logId, seq, hash), `log ${logId} is here, since it is to be sent`)
    for (let first = theirSeq + 1; first <= seq;) {
      const span = must(spanOf(log, first, seq, leftBytes), 'there are events to send')
      const last = first + span.events.length - 1
      spans.push({ ...span, isForked: copy.logs.isForked(logId) })
      leadsTo.set(logId, {
        log: logId,
        seq: last,
        hash: span.lastHash,
        blockEnds: [],
        signed: theirs.get(logId)?.signed ?? null,
      })
      leftBytes -= sizeOf(span)
      first = last + 1
      if (leftBytes <= 0) close([])
    }
  }
  // A signature may cover any event of its log, so it follows the last of them.
  const entries = [...mine.values()].filter((entry) => isToSend(entry, theirs.get(entry.log)))
  for (const entry of entries) leadsTo.set(entry.log, entry)
  if (spans.length > 0 || entries.length > 0) close(entries)
  return pieces
}

// The other side reports its own longer logs.
const isToSend = (entry: VersionEntry, theirs: VersionEntry | undefined): boolean => {
  if (entry.others) return theirs?.hash !== entry.hash || theirs.others?.length !== entry.others.length
  if (theirs && theirs.seq > entry.seq) return false
  return entry.signed !== null && entry.signed.signature !== theirs?.signed?.signature
}

const sizeOf = ({ events }: Span): number => events.reduce((sum, { length }) => sum + length, 0)
