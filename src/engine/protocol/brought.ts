import type { LineId } from '../identifier/index.ts'
import type { HeadsEntry } from '../log/index.ts'
import type { Stretch } from './stretch.ts'

/** Pure: the heads that a message amounts to: where its stretches end, and what it says beside them. */
export const headsBrought = (
  stretches: readonly Stretch[],
  entries: readonly HeadsEntry[],
  before: ReadonlyMap<LineId, HeadsEntry>,
): ReadonlyMap<LineId, HeadsEntry> => {
  const brought = new Map<LineId, HeadsEntry>()
  for (const { line, first, events, lastHash } of stretches) {
    const seq = first + events.length - 1
    const signed = before.get(line)?.signed ?? null
    const isBehind = (brought.get(line)?.seq ?? 0) > seq
    if (!isBehind) brought.set(line, { line, seq, hash: lastHash, blockEnds: [], signed })
  }
  for (const entry of entries) brought.set(entry.line, entry)
  return brought
}
