import { type ProvedRequest, proveRequest, renewalRequest } from '../../access/request/index.ts'
import type { Digest, KeyPair, Signature } from '../../engine/ports/index.ts'
import type { SessionProof, WebResponse } from '../https/index.ts'
import { type Kernel, simCauses, streamKeys } from '../kernel/index.ts'
import { bodyOf, contentOf, type LogOnSessionBody } from './log-on-bodies.ts'

export interface LogOnSessionParts {
  readonly copy: string
  readonly user: string
  readonly password: string
  readonly kernel: Kernel
  readonly signature: Signature
  readonly digest: Digest
}

/** Sends a log-on or renewal to the gateway. Returns null if it does not answer. */
export type AskGateway = (
  kind: 'log-on' | 'renew',
  request: { readonly body: Uint8Array; readonly sessionProof: SessionProof | null },
) => Promise<WebResponse | null>

export type ProofOutcome =
  | { readonly kind: 'shows'; readonly sessionProof: SessionProof }
  | { readonly kind: 'denied' | 'lost'; readonly detail: string }

interface KeptToken {
  readonly token: Uint8Array
  readonly expiresAtMs: number
  readonly renewAtMs: number
}

/** Pause of a denied user before the next attempt. */
const tryAgainMs = 120_000
/** Shortest pause between two failed renewals. */
const renewAgainMs = 15_000

/** A copy's session at its servers, with its own key. Logs on if it has none, and renews it half-way. */
export class SimLogOnSession {
  readonly #parts: LogOnSessionParts
  readonly #keys: KeyPair
  #kept: KeptToken | null = null
  #under: Promise<void> | null = null
  #refusal: { readonly untilMs: number; readonly detail: string } | null = null
  #proofCount = 0
  #logOns = 0

  constructor(parts: LogOnSessionParts) {
    this.#parts = parts
    const seed = parts.kernel.random.stream(streamKeys.keys).bytes(32, parts.copy, simCauses.client)
    this.#keys = parts.signature.keyPair(seed)
  }

  get logOns(): number {
    return this.#logOns
  }

  /** Proves the sender of these bytes, or says why it cannot. */
  async prove(file: string, body: Uint8Array, ask: AskGateway): Promise<ProofOutcome> {
    if (this.#isDue) {
      // Concurrent requests share one log-on.
      this.#under ??= this.#refresh(ask).finally(() => (this.#under = null))
      await this.#under
    }
    const kept = this.#kept
    if (kept) return { kind: 'shows', sessionProof: this.#proofOf({ token: kept.token, file, body }) }
    return this.#refusal
      ? { kind: 'denied', detail: this.#refusal.detail }
      : { kind: 'lost', detail: 'nobody could be asked to log on' }
  }

  forget(): void {
    this.#kept = null
  }

  get #nowMs(): number {
    return this.#parts.kernel.nowMs()
  }

  get #isDue(): boolean {
    if (this.#kept) return this.#nowMs >= this.#kept.renewAtMs
    return !this.#refusal || this.#nowMs >= this.#refusal.untilMs
  }

  async #refresh(ask: AskGateway): Promise<void> {
    const kept = this.#kept
    if (!kept || this.#nowMs > kept.expiresAtMs) return this.#logOn(ask)
    const sessionProof = this.#proofOf(renewalRequest(kept.token))
    const response = await ask('renew', { body: new Uint8Array(0), sessionProof })
    if (response?.status === 200 && response.bytes) this.#keep(response.bytes)
    // The old one stays in use until it expires: the server explains best why it is invalid.
    else this.#kept = { ...kept, renewAtMs: this.#nowMs + renewAgainMs }
  }

  async #logOn(ask: AskGateway): Promise<void> {
    this.#kept = null
    this.#refusal = null
    const { user, password } = this.#parts
    const body = bodyOf({ user, password, clientKey: this.#keys.publicKey.toHex() })
    const response = await ask('log-on', { body, sessionProof: null })
    if (!response?.bytes) return
    if (response.status !== 200) {
      const detail = new TextDecoder().decode(response.bytes)
      // Retries soon after an unreachable directory, and later after a denial.
      const untilMs = this.#nowMs + (response.status === 503 ? renewAgainMs : tryAgainMs)
      this.#refusal = { untilMs, detail }
      return
    }
    this.#logOns += 1
    this.#keep(response.bytes)
  }

  #keep(bytes: Uint8Array): void {
    const { token, expiresAtMs } = contentOf<LogOnSessionBody>(bytes)
    const renewAtMs = this.#nowMs + (expiresAtMs - this.#nowMs) / 2
    this.#kept = { token: Uint8Array.fromHex(token), expiresAtMs, renewAtMs }
  }

  #proofOf(request: ProvedRequest): SessionProof {
    const { kernel, copy, signature, digest } = this.#parts
    this.#proofCount += 1
    const nonce = kernel.random.stream(streamKeys.nonces).bytes(12, copy, this.#proofCount)
    const timestamp = { atMs: this.#nowMs, nonce }
    const proof = proveRequest(request, timestamp, this.#keys.privateKey, { signature, digest })
    return { token: request.token, proof }
  }
}
