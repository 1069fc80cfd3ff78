import { CodecError } from '../binary/index.ts'
import type { Range } from '../codec/index.ts'
import type { Chain } from '../event/index.ts'
import type { LineId } from '../identifier/index.ts'
import type { Compression } from '../ports/index.ts'
import type { BriefContext, HashStartAt } from './brief-context.ts'

/** Events of one line in a row, and the hash they end in. */
export interface Stretch extends Range {
  readonly lastHash: string
  /** Of a line with several histories: whoever reads it is told after which event it goes on. */
  readonly isSplit: boolean
}

/** What is known at one end of a session about the lines at both. */
export interface BatchSide {
  /** What this direction of the session has carried; null outside of one. */
  readonly context: BriefContext | null
  readonly compression?: Compression | undefined
  readonly hashStart: HashStartAt
}

/** Who reads also makes sure that every stretch ends where its writer said. */
export interface ReadingSide extends BatchSide {
  readonly chain: Chain
  /** The hash of an event that is here; null where it is not. */
  readonly hashAt: (line: LineId, seq: number) => string | null
}

/** Enough that two messages which differ by accident are not taken for each other. */
export const checkBytes = 8
/** Of what was said briefly: it can only be read wrongly where two contexts differ, which is rare in itself. */
export const briefCheckBytes = 6
/** A stretch as it was read, before anybody knows whether it is what its writer had. */
export interface Came extends Omit<Stretch, 'lastHash' | 'previousHash'> {
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
}: Pick<ReadingSide, 'chain' | 'hashAt'>): ((came: Came) => Stretch) => {
  const ends = new Map<LineId, { readonly seq: number; readonly hash: string }>()
  const before = (line: LineId, seq: number): string | null => {
    const end = ends.get(line)
    if (end?.seq === seq) return end.hash
    return seq === 0 ? chain.start(line) : hashAt(line, seq)
  }
  return ({ line, first, events, isSplit, check, previousHash: said }) => {
    const previousHash = said ?? before(line, first - 1)
    if (previousHash === null)
      throw new CodecError(
        `Cannot read a message: line ${line} goes on after event ${first - 1}, which is not here`,
      )
    let lastHash = previousHash
    for (const event of events) lastHash = chain.next(lastHash, event)
    if (!lastHash.startsWith(check))
      throw new CodecError(`Cannot read a message: line ${line} does not end as it was said to`)
    ends.set(line, { seq: first + events.length - 1, hash: lastHash })
    return { line, first, previousHash, events, lastHash, isSplit }
  }
}
