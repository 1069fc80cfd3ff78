import type { LineLog } from './line-log.ts'
import type { Range } from './range-codec.ts'

/** What of a range begins at `fromSeq`; the log has taken the range in, and knows the hash before it. */
export const rangeSince = (range: Range, fromSeq: number, log: LineLog | null): Range => {
  const skip = fromSeq - range.first
  if (skip === 0) return range
  const previousHash = log?.hashAt(fromSeq - 1) ?? ''
  return { ...range, first: fromSeq, previousHash, events: range.events.slice(skip) }
}
