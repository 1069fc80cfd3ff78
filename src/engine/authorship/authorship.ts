import type { Range } from '../codec/index.ts'
import { decodeEvent } from '../event/index.ts'
import type { LogId } from '../identifier/index.ts'
import {
  blockEventsMax,
  endsIn,
  furtherSigned,
  type VersionVector,
  type VersionEntry,
  type EventLog,
  type SignedHead,
  signedMessage,
  withEnds,
  withSigned,
} from '../log/index.ts'
import type { Digest } from '../ports/index.ts'
import { attestedMessage, type Attestation } from './attestation.ts'
import { judgeLog, type Verdict } from './judge-log.ts'
import { type KeyClaim, keyClaim } from './log-key.ts'
import { type ColdSignatures, SignedLogs } from './signed-logs.ts'
import { signEveryMs, type Signing } from './signing.ts'

export interface LogsToSign {
  /** For a branch, includes everything before it. */
  log(logId: LogId): EventLog | null
  rootOf(logId: LogId): LogId
  historyWith(logId: LogId, seq: number, hash: string): EventLog | null
  holds(logId: LogId, seq: number, hash: string): boolean
}

export interface Refusal {
  readonly log: LogId
  readonly detail: string
}

export interface AuthorshipParts {
  readonly fileId: string
  /** The log that this copy writes, which may change. */
  readonly own: () => LogId
  readonly signing: Signing
  readonly digest: Digest
  readonly logs: LogsToSign
}

export class Authorship {
  readonly #parts: AuthorshipParts
  readonly #signed: SignedLogs
  readonly #claims = new Map<LogId, KeyClaim>()
  /** The last verified signature of each log, since every version vector file repeats it. */
  readonly #verified = new Map<LogId, string>()
  /** By log, with the version entries refused last. */
  readonly #refused = new Map<LogId, Refusal & { readonly entries: ReadonlySet<string> }>()
  #cold: ColdSignatures | null = null
  #revision = 0
  #signedAtMs = Number.NEGATIVE_INFINITY

  constructor(parts: AuthorshipParts) {
    this.#parts = parts
    this.#signed = new SignedLogs((logId, seq, hash) => parts.logs.historyWith(logId, seq, hash))
  }

  /** Restores signatures that were verified before. */
  restore(cold: ColdSignatures): void {
    this.#cold = cold
    this.#signed.restore(cold)
  }

  parts(): ColdSignatures {
    return {
      logs: () => this.#signed.logs(),
      of: (logId) => this.#signed.of(logId),
      claim: (logId) => this.#claims.get(logId) ?? this.#cold?.claim(logId) ?? null,
    }
  }

  /** Changes whenever more is known to be signed. */
  get revision(): number {
    return this.#revision
  }

  /** How far the log or branch is signed by the key in its name; 0 if unsigned. */
  signedSeq(logId: LogId): number {
    const { logs } = this.#parts
    const log = logs.log(logId)
    return (log && this.#signed.in(logs.rootOf(logId), log)?.seq) ?? 0
  }

  isKnown(logId: LogId, { signature }: SignedHead): boolean {
    return this.#signed.of(logId).some((head) => head.signature === signature)
  }

  /** Refusals since this copy was opened. */
  refusals(): readonly Refusal[] {
    return [...this.#refused.values()].map(({ log, detail }) => ({ log, detail }))
  }

  /** Signs own events if a block was completed since, or if the last signature is a second old. */
  signIfDue(nowMs: number): void {
    const own = this.#parts.own()
    const seq = this.#parts.logs.log(own)?.seq ?? 0
    const signedSeq = this.signedSeq(own)
    const isBlockClosed = Math.floor(seq / blockEventsMax) > Math.floor(signedSeq / blockEventsMax)
    if (seq <= signedSeq || (!isBlockClosed && Math.abs(nowMs - this.#signedAtMs) < signEveryMs)) return
    this.#signedAtMs = nowMs
    this.sign()
  }

  /** Leaves the tail unsigned if this machine has no key for it. */
  sign(): void {
    const { logs, signing, fileId } = this.#parts
    const own = this.#parts.own()
    const log = logs.log(own)
    const privateKey = signing.keys.read(own)
    if (!log || log.seq <= this.signedSeq(own) || !privateKey) return
    const head = { seq: log.seq, hash: log.hash }
    const signature = signing.scheme.sign(privateKey, signedMessage(fileId, own, head)).toHex()
    // A mixed-up key would only get this log refused everywhere.
    if (this.#isSignedBy(own, this.#claim(own), { ...head, signature }))
      this.#note(own, { ...head, signature })
  }

  /** Attests bytes in the name of the own log. Returns null if its key is not here. */
  attest(bytes: Uint8Array): Attestation | null {
    const { signing, fileId, digest } = this.#parts
    const logId = this.#parts.own()
    const claim = this.#claim(logId)
    const privateKey = signing.keys.read(logId)
    if (claim?.kind !== 'key' || !privateKey) return null
    const message = attestedMessage({ fileId, log: logId, bytes }, digest)
    return { key: claim.key, signature: signing.scheme.sign(privateKey, message).toHex() }
  }

  withSignatures(versions: VersionVector): VersionVector {
    return this.#changed(versions, (end) => withSigned(end, furtherSigned(end.signed, this.#knownOf(end))))
  }

  /** Whether signatures here cover more than that vector says, for the ends it lists. */
  isBeyond(theirs: VersionVector): boolean {
    return [...theirs.values()]
      .flatMap(endsIn)
      .some((end) => (this.#knownOf(end)?.seq ?? 0) > (end.signed?.seq ?? 0))
  }

  /** Keeps signatures beyond the events here, to be verified with those. */
  sound(versions: VersionVector): VersionVector {
    return this.#changed(versions, (end) => {
      if (this.#refused.get(end.log)?.entries.has(entryKey(end))) return null
      return this.#isRefuted(end) ? withSigned(end, this.#knownOf(end)) : end
    })
  }

  admitted(ranges: readonly Range[], versions: VersionVector): readonly Range[] {
    const verdicts = new Map<LogId, Verdict>()
    for (const logId of new Set(ranges.map((range) => range.log))) {
      const ends = endsIn(versions.get(logId))
      const verdict = this.#judge(logId, ranges, ends)
      verdicts.set(logId, verdict)
      if (verdict.kind !== 'refused') continue
      const strange = ends.filter(({ seq, hash }) => !this.#parts.logs.holds(logId, seq, hash))
      this.#refused.set(logId, {
        log: logId,
        detail: verdict.detail,
        entries: new Set(strange.map(entryKey)),
      })
    }
    return ranges.filter(({ log }) => verdicts.get(log)?.kind === 'admitted')
  }

  /** Records the signatures that are valid for events here. */
  adopt(versions: VersionVector): void {
    for (const { log: logId, signed } of [...versions.values()].flatMap(endsIn)) {
      if (signed && !this.isKnown(logId, signed) && this.#holds(logId, signed)) this.#note(logId, signed)
    }
  }

  /** Whether the log's writer signed an event other than the one here. */
  isContradicted({ log: logId, signed }: VersionEntry): boolean {
    if (!signed || this.isKnown(logId, signed)) return false
    const { logs } = this.#parts
    const isHere = logs.holds(logId, signed.seq, signed.hash)
    return !isHere && this.#isSignedBy(logId, this.#claim(logId), signed)
  }

  #note(logId: LogId, signed: SignedHead): void {
    if (this.#signed.note(logId, signed)) this.#revision += 1
  }

  #changed(versions: VersionVector, change: (end: VersionEntry) => VersionEntry | null): VersionVector {
    const changed = new Map<LogId, VersionEntry>()
    for (const [logId, entry] of versions) {
      const ends = endsIn(entry).flatMap((end) => change(end) ?? [])
      if (ends.length > 0) changed.set(logId, withEnds(ends))
    }
    return changed
  }

  #judge(logId: LogId, ranges: readonly Range[], ends: readonly VersionEntry[]): Verdict {
    const { digest, logs } = this.#parts
    const here = {
      log: logId,
      claim: this.#claim(logId),
      signedSeq: Math.max(0, ...this.#signed.of(logId).map(({ seq }) => seq)),
      holds: (seq: number, hash: string) => logs.holds(logId, seq, hash),
    }
    const signed = ends.flatMap((end) => end.signed ?? [])
    return judgeLog(
      here,
      { ranges: ranges.filter((range) => range.log === logId), signed },
      { digest, isSignedBy: (claim, head) => this.#isSignedBy(logId, claim, head) },
    )
  }

  #knownOf({ log: logId, seq, hash }: VersionEntry): SignedHead | null {
    const all = this.#signed.of(logId)
    if (all.length === 0) return null
    // Usually a log is signed to its end, which spares a look at it.
    const whole = all.find((signed) => signed.seq === seq && signed.hash === hash)
    if (whole) return whole
    const log = this.#parts.logs.historyWith(logId, seq, hash)
    const known = log && this.#signed.in(logId, log)
    return known && known.seq <= seq ? known : null
  }

  #isRefuted({ log: logId, seq, hash, signed }: VersionEntry): boolean {
    if (!signed || this.isKnown(logId, signed)) return false
    return this.#parts.logs.holds(logId, seq, hash) && !this.#holds(logId, signed)
  }

  #holds(logId: LogId, signed: SignedHead): boolean {
    const { logs } = this.#parts
    return logs.holds(logId, signed.seq, signed.hash) && this.#isSignedBy(logId, this.#claim(logId), signed)
  }

  #isSignedBy(logId: LogId, claim: KeyClaim | null, signed: SignedHead): boolean {
    if (claim?.kind !== 'key') return false
    const { fileId, signing } = this.#parts
    const verified = `${signed.seq} ${signed.hash} ${signed.signature}`
    if (this.#verified.get(logId) === verified) return true
    const message = signedMessage(fileId, logId, signed)
    const key = Uint8Array.fromHex(claim.key)
    if (!signing.scheme.verify(key, message, Uint8Array.fromHex(signed.signature))) return false
    this.#verified.set(logId, verified)
    return true
  }

  #claim(logId: LogId): KeyClaim | null {
    const known = this.#claims.get(logId) ?? this.#cold?.claim(logId)
    if (known) return known
    const log = this.#parts.logs.log(logId)
    const claim = log && log.seq > 0 ? keyClaim(logId, decodeEvent(log.eventAt(1)), this.#parts.digest) : null
    if (claim) this.#claims.set(logId, claim)
    return claim
  }
}

const entryKey = ({ log: logId, hash, signed }: VersionEntry): string =>
  `${logId} ${hash} ${signed?.signature ?? ''}`
