import { CodecError } from '../binary/index.ts'
import type { Range } from '../codec/index.ts'
import type { HashChain } from '../event/index.ts'
import type { LogId } from '../identifier/index.ts'
import type { Compression } from '../ports/index.ts'
import type { DeltaContext, HashStartAt } from './delta-context.ts'

/** Events of one line in a row, and the hash they end in. */
export interface Span extends Range {
  readonly lastHash: string
  /** Of a line with several histories: whoever reads it is told after which event it goes on. */
  readonly isForked: boolean
}

/** What is known at one end of a session about the lines at both. */
export interface BatchSide {
  /** What this direction of the session has carried; null outside of one. */
  readonly context: DeltaContext | null
  readonly compression?: Compression | undefined
  readonly hashStart: HashStartAt
}

/** Who reads also makes sure that every stretch ends where its writer said. */
export interface ReadingSide extends BatchSide {
  readonly chain: HashChain
  /** The hash of an event that is here; null where it is not. */
  readonly hashAt: (logId: LogId, seq: number) => string | null
}

/** Enough that two messages which differ by accident are not taken for each other. */
export const checkBytes = 8
/** Of what was said briefly: it can only be read wrongly where two contexts differ, which is rare in itself. */
export const deltaCheckBytes = 6
/** A stretch as it was read, before anybody knows whether it is what its writer had. */
export interface ReceivedSpan extends Omit<Span, 'lastHash' | 'previousHash'> {
  readonly previousHash: string | null
  readonly check: string
}

/**
 * Hashes the stretches of one message along their lines, in order: a line may come twice, and goes on from the first time
 * then. Throws CodecError where one ends elsewhere than its writer said.
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
        `Cannot read a message: line ${logId} goes on after event ${first - 1}, which is not here`,
      )
    let lastHash = previousHash
    for (const event of events) lastHash = chain.next(lastHash, event)
    if (!lastHash.startsWith(check))
      throw new CodecError(`Cannot read a message: line ${logId} does not end as it was said to`)
    ends.set(logId, { seq: first + events.length - 1, hash: lastHash })
    return { log: logId, first, previousHash, events, lastHash, isForked }
  }
}
