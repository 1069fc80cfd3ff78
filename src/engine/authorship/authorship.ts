import type { Range } from '../codec/index.ts'
import { decodeEvent } from '../event/index.ts'
import type { LineId } from '../identifier/index.ts'
import {
  blockEventsMax,
  endsIn,
  furtherSigned,
  type Heads,
  type HeadsEntry,
  type LineLog,
  type SignedHead,
  signedMessage,
  withEnds,
  withSigned,
} from '../log/index.ts'
import type { Digest } from '../ports/index.ts'
import { judgeLine, type Verdict } from './judge-line.ts'
import { type KeyClaim, keyClaim } from './line-key.ts'
import { type RestingSignatures, SignedLines } from './signed-lines.ts'
import { signEveryMs, type Signing } from './signing.ts'
import { vouchedMessage, type Voucher } from './vouched.ts'

/** What is here of each line. */
export interface LinesToSign {
  /** The line, or the branch of one, with all that came before it. */
  log(line: LineId): LineLog | null
  rootOf(line: LineId): LineId
  historyWith(line: LineId, seq: number, hash: string): LineLog | null
  holds(line: LineId, seq: number, hash: string): boolean
}

/** Something that was not let in. */
export interface Refusal {
  readonly line: LineId
  readonly detail: string
}

export interface AuthorshipParts {
  readonly fileId: string
  /** The line that is written here, which may become another one. */
  readonly own: () => LineId
  readonly signing: Signing
  readonly digest: Digest
  readonly lines: LinesToSign
}

/** Who wrote what is here, as far as it is signed: signs this copy's own line, and judges what others bring. */
export class Authorship {
  readonly #parts: AuthorshipParts
  readonly #signed: SignedLines
  readonly #claims = new Map<LineId, KeyClaim>()
  /** The signature of each line that was verified last: it comes with every heads file. */
  readonly #verified = new Map<LineId, string>()
  /** By line, with the heads that were refused last. */
  readonly #refused = new Map<LineId, Refusal & { readonly heads: ReadonlySet<string> }>()
  #resting: RestingSignatures | null = null
  #revision = 0
  #signedAtMs = Number.NEGATIVE_INFINITY

  constructor(parts: AuthorshipParts) {
    this.#parts = parts
    this.#signed = new SignedLines((line, seq, hash) => parts.lines.historyWith(line, seq, hash))
  }

  /** Goes on with what was found to be signed before it was put away. */
  takeUp(resting: RestingSignatures): void {
    this.#resting = resting
    this.#signed.takeUp(resting)
  }

  /** What is known to be signed, and by whose key, for whoever puts it away. */
  parts(): RestingSignatures {
    return {
      lines: () => this.#signed.lines(),
      of: (line) => this.#signed.of(line),
      claim: (line) => this.#claims.get(line) ?? this.#resting?.claim(line) ?? null,
    }
  }

  /** Changes whenever more is known to be signed. */
  get revision(): number {
    return this.#revision
  }

  /** How far a line, or a branch of one, is signed by the key that it names; 0 where it is not. */
  signedSeq(line: LineId): number {
    const { lines } = this.#parts
    const log = lines.log(line)
    return (log && this.#signed.in(lines.rootOf(line), log)?.seq) ?? 0
  }

  /** Whether a signature is known to hold for what is here. */
  isKnown(line: LineId, { signature }: SignedHead): boolean {
    return this.#signed.of(line).some((head) => head.signature === signature)
  }

  /** What was not let in since this copy was opened. */
  refusals(): readonly Refusal[] {
    return [...this.#refused.values()].map(({ line, detail }) => ({ line, detail }))
  }

  /** Signs what was written here, where a block was closed since, or the last time is a second ago. */
  signIfDue(nowMs: number): void {
    const own = this.#parts.own()
    const seq = this.#parts.lines.log(own)?.seq ?? 0
    const signedSeq = this.signedSeq(own)
    const isBlockClosed = Math.floor(seq / blockEventsMax) > Math.floor(signedSeq / blockEventsMax)
    if (seq <= signedSeq || (!isBlockClosed && Math.abs(nowMs - this.#signedAtMs) < signEveryMs)) return
    this.#signedAtMs = nowMs
    this.sign()
  }

  /** Signs all of the own line that is here. Where this machine has no key for it, the tail stays unsigned. */
  sign(): void {
    const { lines, signing, fileId } = this.#parts
    const own = this.#parts.own()
    const log = lines.log(own)
    const privateKey = signing.keys.read(own)
    if (!log || log.seq <= this.signedSeq(own) || !privateKey) return
    const head = { seq: log.seq, hash: log.hash }
    const signature = signing.scheme.sign(privateKey, signedMessage(fileId, own, head)).toHex()
    // A key that was mixed up would only get this line refused everywhere.
    if (this.#isSignedBy(own, this.#claim(own), { ...head, signature }))
      this.#note(own, { ...head, signature })
  }

  /** The own line's word for something beside its events; null where its key is not here. */
  vouch(bytes: Uint8Array): Voucher | null {
    const { signing, fileId, digest } = this.#parts
    const line = this.#parts.own()
    const claim = this.#claim(line)
    const privateKey = signing.keys.read(line)
    if (claim?.kind !== 'key' || !privateKey) return null
    const message = vouchedMessage({ fileId, line, bytes }, digest)
    return { key: claim.key, signature: signing.scheme.sign(privateKey, message).toHex() }
  }

  /** The same heads with what is known to be signed of them. */
  withSignatures(heads: Heads): Heads {
    return this.#changed(heads, (end) => withSigned(end, furtherSigned(end.signed, this.#knownOf(end))))
  }

  /** Whether more is signed than those heads say, of what they name. */
  isBeyond(theirs: Heads): boolean {
    return [...theirs.values()]
      .flatMap(endsIn)
      .some((end) => (this.#knownOf(end)?.seq ?? 0) > (end.signed?.seq ?? 0))
  }

  /**
   * Heads as they may be believed: without those that were refused, and without signatures that do not hold. What is
   * signed further than is here is left to be judged with its events.
   */
  sound(heads: Heads): Heads {
    return this.#changed(heads, (end) => {
      if (this.#refused.get(end.line)?.heads.has(headKey(end))) return null
      return this.#isRefuted(end) ? withSigned(end, this.#knownOf(end)) : end
    })
  }

  /** Of what came with those heads, that which may be taken in. The rest is noted as refused. */
  admitted(ranges: readonly Range[], heads: Heads): readonly Range[] {
    const verdicts = new Map<LineId, Verdict>()
    for (const line of new Set(ranges.map((range) => range.line))) {
      const ends = endsIn(heads.get(line))
      const verdict = this.#judge(line, ranges, ends)
      verdicts.set(line, verdict)
      if (verdict.kind !== 'refused') continue
      const strange = ends.filter(({ seq, hash }) => !this.#parts.lines.holds(line, seq, hash))
      this.#refused.set(line, { line, detail: verdict.detail, heads: new Set(strange.map(headKey)) })
    }
    return ranges.filter(({ line }) => verdicts.get(line)?.kind === 'admitted')
  }

  /** Takes on those signatures that hold for what is here. */
  adopt(heads: Heads): void {
    for (const { line, signed } of [...heads.values()].flatMap(endsIn)) {
      if (signed && !this.isKnown(line, signed) && this.#holds(line, signed)) this.#note(line, signed)
    }
  }

  /** Whether the line's writer signed another event than the one that is here. */
  isContradicted({ line, signed }: HeadsEntry): boolean {
    if (!signed || this.isKnown(line, signed)) return false
    const { lines } = this.#parts
    const isHere = lines.holds(line, signed.seq, signed.hash)
    return !isHere && this.#isSignedBy(line, this.#claim(line), signed)
  }

  #note(line: LineId, signed: SignedHead): void {
    if (this.#signed.note(line, signed)) this.#revision += 1
  }

  #changed(heads: Heads, change: (end: HeadsEntry) => HeadsEntry | null): Heads {
    const changed = new Map<LineId, HeadsEntry>()
    for (const [line, entry] of heads) {
      const ends = endsIn(entry).flatMap((end) => change(end) ?? [])
      if (ends.length > 0) changed.set(line, withEnds(ends))
    }
    return changed
  }

  #judge(line: LineId, ranges: readonly Range[], ends: readonly HeadsEntry[]): Verdict {
    const { digest, lines } = this.#parts
    const here = {
      line,
      claim: this.#claim(line),
      signedSeq: Math.max(0, ...this.#signed.of(line).map(({ seq }) => seq)),
      holds: (seq: number, hash: string) => lines.holds(line, seq, hash),
    }
    const signed = ends.flatMap((end) => end.signed ?? [])
    return judgeLine(
      here,
      { ranges: ranges.filter((range) => range.line === line), signed },
      { digest, isSignedBy: (claim, head) => this.#isSignedBy(line, claim, head) },
    )
  }

  #knownOf({ line, seq, hash }: HeadsEntry): SignedHead | null {
    const all = this.#signed.of(line)
    if (all.length === 0) return null
    // Mostly it is signed to its end, and the line need not be looked at.
    const whole = all.find((signed) => signed.seq === seq && signed.hash === hash)
    if (whole) return whole
    const log = this.#parts.lines.historyWith(line, seq, hash)
    const known = log && this.#signed.in(line, log)
    return known && known.seq <= seq ? known : null
  }

  #isRefuted({ line, seq, hash, signed }: HeadsEntry): boolean {
    if (!signed || this.isKnown(line, signed)) return false
    return this.#parts.lines.holds(line, seq, hash) && !this.#holds(line, signed)
  }

  #holds(line: LineId, signed: SignedHead): boolean {
    const { lines } = this.#parts
    return lines.holds(line, signed.seq, signed.hash) && this.#isSignedBy(line, this.#claim(line), signed)
  }

  #isSignedBy(line: LineId, claim: KeyClaim | null, signed: SignedHead): boolean {
    if (claim?.kind !== 'key') return false
    const { fileId, signing } = this.#parts
    const verified = `${signed.seq} ${signed.hash} ${signed.signature}`
    if (this.#verified.get(line) === verified) return true
    const message = signedMessage(fileId, line, signed)
    const key = Uint8Array.fromHex(claim.key)
    if (!signing.scheme.verify(key, message, Uint8Array.fromHex(signed.signature))) return false
    this.#verified.set(line, verified)
    return true
  }

  #claim(line: LineId): KeyClaim | null {
    const known = this.#claims.get(line) ?? this.#resting?.claim(line)
    if (known) return known
    const log = this.#parts.lines.log(line)
    const claim = log && log.seq > 0 ? keyClaim(line, decodeEvent(log.eventAt(1)), this.#parts.digest) : null
    if (claim) this.#claims.set(line, claim)
    return claim
  }
}

const headKey = ({ line, hash, signed }: HeadsEntry): string => `${line} ${hash} ${signed?.signature ?? ''}`
