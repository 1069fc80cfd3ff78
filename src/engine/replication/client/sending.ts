import type { LineId } from '../../identifier/index.ts'
import { must } from '../../invariant.ts'
import type { Heads, HeadsEntry, Unsent } from '../../log/index.ts'
import { type Stretch, stretchOf } from '../../protocol/index.ts'
import type { SyncCopy } from '../../replica/index.ts'

/** One message's worth of what the server lacks. */
export interface Sending {
  readonly stretches: readonly Stretch[]
  /** Said beside them: what is signed, and lines with several histories. */
  readonly entries: readonly HeadsEntry[]
  /** What the server has of these lines once it has taken this in. */
  readonly leadsTo: readonly HeadsEntry[]
}

/** Of events, before they are shortened: some seconds on a slow link, and a good batch for columns. */
const sendingBytesMax = 512 * 1024

/** What is unsent, in pieces that each stand for themselves: a break costs one of them. */
export const piecesOf = (
  unsent: readonly Unsent[],
  mine: Heads,
  theirs: Heads,
  copy: SyncCopy,
): readonly Sending[] => {
  const pieces: Sending[] = []
  let stretches: Stretch[] = []
  let leadsTo = new Map<LineId, HeadsEntry>()
  let leftBytes = sendingBytesMax
  const close = (entries: readonly HeadsEntry[]): void => {
    pieces.push({ stretches, entries, leadsTo: [...leadsTo.values()] })
    stretches = []
    leadsTo = new Map()
    leftBytes = sendingBytesMax
  }
  for (const { line, theirSeq, seq, hash } of unsent) {
    const log = must(copy.lines.historyWith(line, seq, hash), `line ${line} is here, since it is to be sent`)
    for (let first = theirSeq + 1; first <= seq;) {
      const stretch = must(stretchOf(log, first, seq, leftBytes), 'there are events to send')
      const last = first + stretch.events.length - 1
      stretches.push({ ...stretch, isSplit: copy.lines.isSplit(line) })
      leadsTo.set(line, {
        line,
        seq: last,
        hash: stretch.lastHash,
        blockEnds: [],
        signed: theirs.get(line)?.signed ?? null,
      })
      leftBytes -= sizeOf(stretch)
      first = last + 1
      if (leftBytes <= 0) close([])
    }
  }
  // Signatures may be of any event up to the line's end, and are said when all of it is there.
  const entries = [...mine.values()].filter((entry) => isToSay(entry, theirs.get(entry.line)))
  for (const entry of entries) leadsTo.set(entry.line, entry)
  if (stretches.length > 0 || entries.length > 0) close(entries)
  return pieces
}

// What they have beyond is theirs to say.
const isToSay = (entry: HeadsEntry, theirs: HeadsEntry | undefined): boolean => {
  if (entry.others) return theirs?.hash !== entry.hash || theirs.others?.length !== entry.others.length
  if (theirs && theirs.seq > entry.seq) return false
  return entry.signed !== null && entry.signed.signature !== theirs?.signed?.signature
}

const sizeOf = ({ events }: Stretch): number => events.reduce((sum, { length }) => sum + length, 0)
