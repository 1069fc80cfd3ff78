import { ByteReader, ByteWriter, CodecError } from '../../engine/binary/index.ts'
import { type Digest, type Signature, signatureBytes } from '../../engine/ports/index.ts'

export interface ProvedRequest {
  readonly token: Uint8Array
  readonly file: string
  readonly body: Uint8Array
}

/** Signed to renew a session. Published files never have this name. */
export const renewalRequest = (token: Uint8Array): ProvedRequest => ({
  token,
  file: '/renew',
  body: new Uint8Array(0),
})

export interface ProofFreshness {
  readonly atMs: number
  /** Unique per key. */
  readonly nonce: Uint8Array
}

export const nonceBytes = 12
const domain = 'shakedown request'
/** A proof is valid this long before and after its time, and remembered as long against replay. */
export const proofMaxMs = 120_000

export interface Prover {
  readonly signature: Signature
  readonly digest: Digest
}

/** Signs a request, so that an intercepted token is useless without the client's private key. */
export const proveRequest = (
  request: ProvedRequest,
  freshness: ProofFreshness,
  privateKey: Uint8Array,
  { signature, digest }: Prover,
): Uint8Array =>
  new ByteWriter(128)
    .count(freshness.atMs)
    .raw(freshness.nonce)
    .raw(signature.sign(privateKey, signedOf(request, freshness, digest)))
    .take()

export type ProofJudgement =
  | { readonly kind: 'proved'; readonly freshness: ProofFreshness }
  | { readonly kind: 'malformed' | 'forged' | 'stale'; readonly detail: string }

/** Verifies a proof. The caller checks for replays. Pure. */
export const judgeProof = (
  proof: Uint8Array,
  request: ProvedRequest,
  { clientKey, nowMs }: { readonly clientKey: Uint8Array; readonly nowMs: number },
  { signature, digest }: Prover,
): ProofJudgement => {
  const read = freshnessIn(proof)
  if (!read) return { kind: 'malformed', detail: 'the request does not prove whose it is' }
  const { freshness, signed } = read
  if (!signature.verify(clientKey, signedOf(request, freshness, digest), signed))
    return { kind: 'forged', detail: 'the request was not made by the client whose token it carries' }
  if (Math.abs(nowMs - freshness.atMs) > proofMaxMs)
    return {
      kind: 'stale',
      detail: 'the request names a time that is not now: is this machine’s clock right?',
    }
  return { kind: 'proved', freshness }
}

const freshnessIn = (proof: Uint8Array): { freshness: ProofFreshness; signed: Uint8Array } | null => {
  try {
    const reader = new ByteReader(proof)
    const freshness = { atMs: reader.count(), nonce: reader.raw(nonceBytes) }
    return reader.left === signatureBytes ? { freshness, signed: reader.raw(signatureBytes) } : null
  } catch (trouble) {
    if (trouble instanceof CodecError) return null
    throw trouble
  }
}

const signedOf = (
  { token, file, body }: ProvedRequest,
  { atMs, nonce }: ProofFreshness,
  digest: Digest,
): Uint8Array =>
  new ByteWriter(256)
    .text(domain)
    .hex(digest.sha256Hex(token))
    .text(file)
    .hex(digest.sha256Hex(body))
    .count(atMs)
    .raw(nonce)
    .take()

/** Requests seen while their proofs are valid. Local to one instance. */
export class SeenRequests {
  readonly #untilMs = new Map<string, number>()

  /** Returns false for a replay. */
  isNew({ atMs, nonce }: ProofFreshness, clientKey: Uint8Array, nowMs: number): boolean {
    this.#forget(nowMs)
    const name = `${clientKey.toHex()} ${nonce.toHex()}`
    if (this.#untilMs.has(name)) return false
    this.#untilMs.set(name, atMs + proofMaxMs)
    return true
  }

  #forget(nowMs: number): void {
    for (const [name, untilMs] of this.#untilMs) {
      if (untilMs >= nowMs) return
      this.#untilMs.delete(name)
    }
  }
}
