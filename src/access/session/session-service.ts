import {
  type Clock,
  type Digest,
  type KeyPair,
  publicKeyBytes,
  type Signature,
} from '../../engine/ports/index.ts'
import type { AccountAnswer, Directory } from '../ports/index.ts'
import { judgeProof, type ProvedRequest, renewalRequest, SeenRequests } from '../request/index.ts'
import { type AccessAnswer, type Firm, may, type Right } from '../rights/index.ts'
import type { Audit, AuditEntry } from './audit.ts'
import { LogOnTries, type Trier } from './log-on-tries.ts'
import { renewal, type SessionRules } from './session-renewal.ts'
import { encodeToken, judgeToken, type SessionClaims } from './session-token.ts'

/** Returns null if the data store serves no facts yet. */
export type KnowFirm = () => Promise<{ readonly firm: Firm; readonly asOfMs: number } | null>

export interface SessionServiceParts {
  readonly issuer: { readonly name: string; readonly keys: KeyPair }
  readonly directory: Directory
  readonly knowFirm: KnowFirm
  readonly rules: SessionRules
  /** How old the firm's facts may be to grant anything. */
  readonly stalenessBoundMs: number
  readonly ports: { readonly clock: Clock; readonly digest: Digest; readonly signature: Signature }
  /** Never receives passwords or tokens. */
  readonly audit: Audit
}

export interface NotLetIn {
  readonly kind: 'not-let-in'
  readonly reason: 'who' | 'denied' | 'wait' | 'unavailable'
  readonly what: string
  readonly next: string
}

export type LogOnOutcome =
  | { readonly kind: 'session'; readonly token: Uint8Array; readonly expiresAtMs: number }
  | NotLetIn

export interface LogOnRequest extends Trier {
  readonly password: string
  readonly clientKey: Uint8Array
}

export interface RenewalRequest {
  readonly token: Uint8Array
  readonly proof: Uint8Array
}

export interface AdmissionRequest extends ProvedRequest {
  readonly proof: Uint8Array
  readonly fileId: string | null
}

export type Admission =
  | {
      readonly kind: 'admitted'
      readonly user: string
      readonly mayWrite: boolean
      /** When the token or the known rights expire. Data must not be sent later. */
      readonly untilMs: number
    }
  | NotLetIn

/**
 * Admits users at one server instance. Remembers only attempts and recent requests, since tokens carry the
 * sessions.
 */
export class SessionService {
  readonly #parts: SessionServiceParts
  readonly #tries = new LogOnTries()
  readonly #seen = new SeenRequests()

  constructor(parts: SessionServiceParts) {
    this.#parts = parts
  }

  async logOn(request: LogOnRequest): Promise<LogOnOutcome> {
    const { clock } = this.#parts.ports
    if (request.clientKey.length !== publicKeyBytes) return this.#refused(request, noKey)
    const untilMs = await this.#tries.begin(request, () => clock.nowMs())
    if (untilMs !== null) return this.#refused(request, tooMany(untilMs - clock.nowMs()))
    try {
      return await this.#tried(request)
    } finally {
      this.#tries.end(request)
    }
  }

  async #tried(request: LogOnRequest): Promise<LogOnOutcome> {
    const { directory, rules, ports } = this.#parts
    const { user, address, password, clientKey } = request
    const answer = await directory.logOn(user, password)
    const nowMs = ports.clock.nowMs()
    if (answer.kind === 'unreachable') return this.#refused(request, noDirectory(answer.detail))
    if (answer.kind === 'wrong') {
      this.#tries.failed(request, nowMs)
      return this.#refused(request, wrong)
    }
    this.#tries.succeeded(request)
    if (answer.kind !== 'welcome') return this.#refused(request, noUse(answer.detail))
    if (!this.#parts.audit({ kind: 'logged-on', atMs: nowMs, user: answer.user, address })) return unkept
    return this.#session({ user: answer.user, clientKey, confirmedAtMs: nowMs }, nowMs + rules.lifeMs)
  }

  // Without an audit entry, do not reveal whether the password was right.
  async #refused({ user, address }: Trier, refusal: NotLetIn): Promise<NotLetIn> {
    const atMs = this.#parts.ports.clock.nowMs()
    const known = await this.#parts.knowFirm()
    // An unknown name may be a password typed into the wrong field.
    const named = known?.firm.users.has(user) ? user : unknownName
    const entry: AuditEntry = { kind: 'log-on-refused', atMs, user: named, address, detail: refusal.what }
    return this.#parts.audit(entry) ? refusal : unkept
  }

  async renew({ token, proof }: RenewalRequest): Promise<LogOnOutcome> {
    const known = await this.#provedBy({ ...renewalRequest(token), proof })
    if ('reason' in known) return known
    const { audit, directory, rules } = this.#parts
    const answer: AccountAnswer = await directory.account(known.user)
    const nowMs = this.#parts.ports.clock.nowMs()
    const next = renewal(known, answer, nowMs, rules)
    if (next.kind === 'ended') {
      audit({ kind: 'session-ended', atMs: nowMs, user: known.user, detail: next.detail })
      return next.reason === 'unconfirmed' ? noDirectory(next.detail) : noUse(next.detail)
    }
    return this.#session({ ...known, confirmedAtMs: next.confirmedAtMs }, next.expiresAtMs)
  }

  async admit(request: AdmissionRequest): Promise<Admission> {
    const { stalenessBoundMs, ports, audit, knowFirm } = this.#parts
    const claims = await this.#provedBy(request)
    if ('reason' in claims) return claims
    const nowMs = ports.clock.nowMs()
    const known = await knowFirm()
    if (!known) return notLoaded
    const { user } = claims
    const mayDo = (right: Right): AccessAnswer =>
      may({ user, right, fileId: request.fileId ?? '' }, { ...known, nowMs, stalenessBoundMs })
    const answer = mayDo('open')
    if (answer.kind === 'allowed') {
      const untilMs = Math.min(answer.untilMs, claims.expiresAtMs)
      return { kind: 'admitted', user, mayWrite: mayDo('write').kind === 'allowed', untilMs }
    }
    audit({ kind: 'denied', atMs: nowMs, user, file: request.file, detail: answer.detail })
    return answer.kind === 'stale' ? tooOld(answer.detail) : noRight(answer.detail)
  }

  /** Rejects replays. */
  async #provedBy(
    request: ProvedRequest & { readonly proof: Uint8Array },
  ): Promise<SessionClaims | NotLetIn> {
    const { ports } = this.#parts
    const claims = await this.#claimsIn(request.token)
    if ('reason' in claims) return claims
    const nowMs = ports.clock.nowMs()
    const proof = judgeProof(request.proof, request, { clientKey: claims.clientKey, nowMs }, ports)
    if (proof.kind !== 'proved') return notProved(proof.detail)
    const isNew = this.#seen.isNew(proof.freshness, claims.clientKey, nowMs)
    return isNew ? claims : notProved('the request was made before')
  }

  async #claimsIn(token: Uint8Array): Promise<SessionClaims | NotLetIn> {
    const { issuer, knowFirm, ports } = this.#parts
    const known = await knowFirm()
    const keyOf = (name: string): Uint8Array | null =>
      name === issuer.name ? issuer.keys.publicKey : (known?.firm.servers.get(name) ?? null)
    const judged = judgeToken(token, { nowMs: ports.clock.nowMs(), signature: ports.signature, keyOf })
    return judged.kind === 'valid' ? judged.claims : logOnAgain(judged.detail)
  }

  #session(
    { user, clientKey, confirmedAtMs }: Pick<SessionClaims, 'user' | 'clientKey' | 'confirmedAtMs'>,
    expiresAtMs: number,
  ): LogOnOutcome {
    const { issuer, ports } = this.#parts
    const issuedAtMs = ports.clock.nowMs()
    const claims = { user, clientKey, issuer: issuer.name, issuedAtMs, expiresAtMs, confirmedAtMs }
    return { kind: 'session', token: encodeToken(claims, issuer.keys, ports.signature), expiresAtMs }
  }
}

const unknownName = '(unknown)'

const refusal = (reason: NotLetIn['reason'], what: string, next: string): NotLetIn => ({
  kind: 'not-let-in',
  reason,
  what,
  next,
})

const logOn = 'Log on: npx shakedown file server log-on'
const askAccounts = 'Ask your firm’s account administrator.'

const wrong = refusal('who', 'The name or the password is wrong', 'Try again.')
const noKey = refusal('who', 'The client named no key of its own', 'Update the program that asked.')
const notLoaded = refusal(
  'unavailable',
  'This server does not know the firm’s rights yet',
  'Try again in a while.',
)
const unkept = refusal(
  'unavailable',
  'This server cannot write down who logs on, and lets nobody log on before it can',
  'The server’s operator has to mend the file that --audit names.',
)
const noUse = (detail: string): NotLetIn => refusal('denied', sentence(detail), askAccounts)
// Unchanged, since a user name at the start must keep its case.
const noRight = (detail: string): NotLetIn => refusal('denied', detail, askAccounts)
const tooOld = (detail: string): NotLetIn =>
  refusal(
    'unavailable',
    sentence(detail),
    'Nothing new is given out until this server hears from its centre. What is on your own machine can be worked on.',
  )
const noDirectory = (detail: string): NotLetIn =>
  refusal(
    'unavailable',
    sentence(detail),
    'Try again in a while. What is on your own machine can be worked on.',
  )
const notProved = (detail: string): NotLetIn => refusal('who', sentence(detail), logOn)
const logOnAgain = (detail: string): NotLetIn => refusal('who', sentence(detail), logOn)
const tooMany = (waitMs: number): NotLetIn =>
  refusal('wait', 'There were too many wrong tries', `Try again in ${Math.ceil(waitMs / 60_000)} min.`)

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
