import { CodecError } from '../binary/index.ts'
import type { Range } from '../codec/index.ts'
import { decodeEvent } from '../event/index.ts'
import type { LogId } from '../identifier/index.ts'
import type { SignedHead } from '../log/index.ts'
import type { Digest } from '../ports/index.ts'
import { type KeyClaim, keyClaim } from './log-key.ts'
import { SignedSpans } from './signed-spans.ts'

export interface Here {
  readonly log: LogId
  /** Null if nothing of it is here. */
  readonly claim: KeyClaim | null
  /** In any history. */
  readonly signedSeq: number
  readonly holds: (seq: number, hash: string) => boolean
}

interface Brought {
  readonly ranges: readonly Range[]
  readonly signed: readonly SignedHead[]
}

interface Means {
  readonly digest: Digest
  readonly isSignedBy: (claim: KeyClaim, signed: SignedHead) => boolean
}

export type Verdict =
  | { readonly kind: 'admitted' }
  | { readonly kind: 'refused'; readonly detail: string }
  /** Recent events that do not match the version vector. The range files will settle it. */
  | { readonly kind: 'unproved' }

const admitted: Verdict = { kind: 'admitted' }

/**
 * Up to the signed position, each incoming event must precede a signed hash. Later ones form the unsigned
 * tail and are accepted. Throws CodecError if the first event is unreadable.
 */
export const judgeLog = (here: Here, brought: Brought, means: Means): Verdict => {
  if (!brought.ranges.some(({ lastHash }) => lastHash !== undefined)) return judge(here, brought, means)
  try {
    const verdict = judge(here, brought, means)
    return verdict.kind === 'refused' ? { kind: 'unproved' } : verdict
  } catch (trouble) {
    if (trouble instanceof CodecError) return { kind: 'unproved' }
    throw trouble
  }
}

const judge = (here: Here, { ranges, signed }: Brought, means: Means): Verdict => {
  const { log: logId } = here
  const claim = here.claim ?? claimIn(logId, ranges, means.digest)
  if (!claim) return admitted
  if (claim.kind === 'strange')
    return refused(`log ${logId} claims the key ${claim.key.slice(0, 16)}…, which belongs to another log`)
  if (claim.kind === 'none')
    return signed.length === 0 ? admitted : refused(`log ${logId} is signed, and names no key`)
  const bad = signed.find((head) => !means.isSignedBy(claim, head))
  if (bad) return refused(`the signature of log ${logId} up to event ${bad.seq} does not hold`)
  return judgeEvents(here, { ranges, signed }, means.digest)
}

const judgeEvents = (
  { log: logId, signedSeq, holds }: Here,
  { ranges, signed }: Brought,
  digest: Digest,
): Verdict => {
  const lastSeq = Math.max(0, ...ranges.map(({ first, events }) => first + events.length - 1))
  const reached = signed.filter(({ seq }) => seq <= lastSeq)
  const until = Math.max(signedSeq, ...reached.map(({ seq }) => seq))
  if (until === 0) return admitted
  const unsigned = new SignedSpans(ranges, signed, digest).unsignedUpTo(until, holds)
  return unsigned === null
    ? admitted
    : refused(`event ${unsigned} of log ${logId} is not the one that its writer signed`)
}

const refused = (detail: string): Verdict => ({ kind: 'refused', detail })

const claimIn = (log: LogId, ranges: readonly Range[], digest: Digest): KeyClaim | null => {
  const [first] = ranges.find((range) => range.first === 1)?.events ?? []
  return first ? keyClaim(log, decodeEvent(first), digest) : null
}
