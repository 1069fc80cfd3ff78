import { CodecError } from '../binary/index.ts'
import type { Range } from '../codec/index.ts'
import type { HashChain } from '../event/index.ts'
import type { LogId } from '../identifier/index.ts'
import type { Compression } from '../ports/index.ts'
import type { DeltaContext, HashStartAt } from './delta-context.ts'

/** Consecutive events of one log, and the hash after the last. */
export interface Span extends Range {
  readonly lastHash: string
  /** True for a forked log. Then the message states the hash before the span. */
  readonly isForked: boolean
}

export interface BatchSide {
  /** Null outside a session. */
  readonly context: DeltaContext | null
  readonly compression?: Compression | undefined
  readonly hashStart: HashStartAt
}

/** A reader also verifies that each span ends with its stated hash. */
export interface ReadingSide extends BatchSide {
  readonly chain: HashChain
  /** Returns null if the event is not local. */
  readonly hashAt: (logId: LogId, seq: number) => string | null
}

/** Enough to tell messages apart that differ by accident. */
export const checkBytes = 8
/** Shorter for deltas, where only unequal contexts cause errors, and these are rare. */
export const deltaCheckBytes = 6
export interface ReceivedSpan extends Omit<Span, 'lastHash' | 'previousHash'> {
  readonly previousHash: string | null
  readonly check: string
}

/**
 * Verifies the spans of one message in order; a log's second span continues its first. Throws CodecError if
 * a span does not end with its stated hash.
 */
export const prover = ({
  chain,
  hashAt,
}: Pick<ReadingSide, 'chain' | 'hashAt'>): ((came: ReceivedSpan) => Span) => {
  const ends = new Map<LogId, { readonly seq: number; readonly hash: string }>()
  const before = (logId: LogId, seq: number): string | null => {
    const end = ends.get(logId)
    if (end?.seq === seq) return end.hash
    return seq === 0 ? chain.start(logId) : hashAt(logId, seq)
  }
  return ({ log: logId, first, events, isForked, check, previousHash: said }) => {
    const previousHash = said ?? before(logId, first - 1)
    if (previousHash === null)
      throw new CodecError(
        `Cannot read a message: log ${logId} goes on after event ${first - 1}, which is not here`,
      )
    let lastHash = previousHash
    for (const event of events) lastHash = chain.next(lastHash, event)
    if (!lastHash.startsWith(check))
      throw new CodecError(`Cannot read a message: log ${logId} does not end as it was said to`)
    ends.set(logId, { seq: first + events.length - 1, hash: lastHash })
    return { log: logId, first, previousHash, events, lastHash, isForked }
  }
}
