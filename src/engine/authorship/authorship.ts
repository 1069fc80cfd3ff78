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

/** What is here of each line. */
export interface LogsToSign {
  /** The line, or the branch of one, with all that came before it. */
  log(logId: LogId): EventLog | null
  rootOf(logId: LogId): LogId
  historyWith(logId: LogId, seq: number, hash: string): EventLog | null
  holds(logId: LogId, seq: number, hash: string): boolean
}

/** Something that was not let in. */
export interface Refusal {
  readonly log: LogId
  readonly detail: string
}

export interface AuthorshipParts {
  readonly fileId: string
  /** The line that is written here, which may become another one. */
  readonly own: () => LogId
  readonly signing: Signing
  readonly digest: Digest
  readonly logs: LogsToSign
}

/** Who wrote what is here, as far as it is signed: signs this copy's own line, and judges what others bring. */
export class Authorship {
  readonly #parts: AuthorshipParts
  readonly #signed: SignedLogs
  readonly #claims = new Map<LogId, KeyClaim>()
  /** The signature of each line that was verified last: it comes with every heads file. */
  readonly #verified = new Map<LogId, string>()
  /** By line, with the heads that were refused last. */
  readonly #refused = new Map<LogId, Refusal & { readonly entries: ReadonlySet<string> }>()
  #cold: ColdSignatures | null = null
  #revision = 0
  #signedAtMs = Number.NEGATIVE_INFINITY

  constructor(parts: AuthorshipParts) {
    this.#parts = parts
    this.#signed = new SignedLogs((logId, seq, hash) => parts.logs.historyWith(logId, seq, hash))
  }

  /** Goes on with what was found to be signed before it was put away. */
  restore(cold: ColdSignatures): void {
    this.#cold = cold
    this.#signed.restore(cold)
  }

  /** What is known to be signed, and by whose key, for whoever puts it away. */
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

  /** How far a line, or a branch of one, is signed by the key that it names; 0 where it is not. */
  signedSeq(logId: LogId): number {
    const { logs } = this.#parts
    const log = logs.log(logId)
    return (log && this.#signed.in(logs.rootOf(logId), log)?.seq) ?? 0
  }

  /** Whether a signature is known to hold for what is here. */
  isKnown(logId: LogId, { signature }: SignedHead): boolean {
    return this.#signed.of(logId).some((head) => head.signature === signature)
  }

  /** What was not let in since this copy was opened. */
  refusals(): readonly Refusal[] {
    return [...this.#refused.values()].map(({ log, detail }) => ({ log, detail }))
  }

  /** Signs what was written here, where a block was closed since, or the last time is a second ago. */
  signIfDue(nowMs: number): void {
    const own = this.#parts.own()
    const seq = this.#parts.logs.log(own)?.seq ?? 0
    const signedSeq = this.signedSeq(own)
    const isBlockClosed = Math.floor(seq / blockEventsMax) > Math.floor(signedSeq / blockEventsMax)
    if (seq <= signedSeq || (!isBlockClosed && Math.abs(nowMs - this.#signedAtMs) < signEveryMs)) return
    this.#signedAtMs = nowMs
    this.sign()
  }

  /** Signs all of the own line that is here. Where this machine has no key for it, the tail stays unsigned. */
  sign(): void {
    const { logs, signing, fileId } = this.#parts
    const own = this.#parts.own()
    const log = logs.log(own)
    const privateKey = signing.keys.read(own)
    if (!log || log.seq <= this.signedSeq(own) || !privateKey) return
    const head = { seq: log.seq, hash: log.hash }
    const signature = signing.scheme.sign(privateKey, signedMessage(fileId, own, head)).toHex()
    // A key that was mixed up would only get this line refused everywhere.
    if (this.#isSignedBy(own, this.#claim(own), { ...head, signature }))
      this.#note(own, { ...head, signature })
  }

  /** The own line's word for something beside its events; null where its key is not here. */
  attest(bytes: Uint8Array): Attestation | null {
    const { signing, fileId, digest } = this.#parts
    const logId = this.#parts.own()
    const claim = this.#claim(logId)
    const privateKey = signing.keys.read(logId)
    if (claim?.kind !== 'key' || !privateKey) return null
    const message = attestedMessage({ fileId, log: logId, bytes }, digest)
    return { key: claim.key, signature: signing.scheme.sign(privateKey, message).toHex() }
  }

  /** The same heads with what is known to be signed of them. */
  withSignatures(versions: VersionVector): VersionVector {
    return this.#changed(versions, (end) => withSigned(end, furtherSigned(end.signed, this.#knownOf(end))))
  }

  /** Whether more is signed than those heads say, of what they name. */
  isBeyond(theirs: VersionVector): boolean {
    return [...theirs.values()]
      .flatMap(endsIn)
      .some((end) => (this.#knownOf(end)?.seq ?? 0) > (end.signed?.seq ?? 0))
  }

  /**
   * Heads as they may be believed: without those that were refused, and without signatures that do not hold. What is
   * signed further than is here is left to be judged with its events.
   */
  sound(versions: VersionVector): VersionVector {
    return this.#changed(versions, (end) => {
      if (this.#refused.get(end.log)?.entries.has(entryKey(end))) return null
      return this.#isRefuted(end) ? withSigned(end, this.#knownOf(end)) : end
    })
  }

  /** Of what came with those heads, that which may be taken in. The rest is noted as refused. */
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

  /** Takes on those signatures that hold for what is here. */
  adopt(versions: VersionVector): void {
    for (const { log: logId, signed } of [...versions.values()].flatMap(endsIn)) {
      if (signed && !this.isKnown(logId, signed) && this.#holds(logId, signed)) this.#note(logId, signed)
    }
  }

  /** Whether the line's writer signed another event than the one that is here. */
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
    // Mostly it is signed to its end, and the line need not be looked at.
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
