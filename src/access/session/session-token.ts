import { ByteReader, ByteWriter, CodecError } from '../../engine/binary/index.ts'
import { type KeyPair, publicKeyBytes, type Signature, signatureBytes } from '../../engine/ports/index.ts'

/** Usable only with the client's private key. */
export interface SessionClaims {
  readonly user: string
  /** The client's public key, {@link publicKeyBytes} long. */
  readonly clientKey: Uint8Array
  readonly issuer: string
  readonly issuedAtMs: number
  readonly expiresAtMs: number
  /** When the directory last confirmed the account as active. */
  readonly confirmedAtMs: number
}

export type TokenJudgement =
  | { readonly kind: 'valid'; readonly claims: SessionClaims }
  | {
      readonly kind: 'malformed' | 'unknown-issuer' | 'forged' | 'expired' | 'not-yet'
      readonly detail: string
    }

const version = 1
/** No signature for another purpose is valid for a token, or the reverse. */
const domain = 'shakedown session'
/** Tolerated clock difference between a firm's servers. */
const skewMaxMs = 120_000
const tokenBytesMax = 1024

export const encodeToken = (claims: SessionClaims, issuer: KeyPair, signature: Signature): Uint8Array => {
  const body = bodyOf(claims)
  return new ByteWriter(body.length + signatureBytes)
    .raw(body)
    .raw(signature.sign(issuer.privateKey, signedOf(body)))
    .take()
}

export interface TokenRules {
  readonly nowMs: number
  readonly signature: Signature
  /** Returns null if the server is unknown. */
  readonly keyOf: (issuer: string) => Uint8Array | null
}

/** Any instance can verify any other's token, with the public keys in the firm's facts. Pure. */
export const judgeToken = (token: Uint8Array, { nowMs, signature, keyOf }: TokenRules): TokenJudgement => {
  const claims = token.length > tokenBytesMax ? null : claimsIn(token)
  if (!claims) return { kind: 'malformed', detail: 'the token is none of ours' }
  const key = keyOf(claims.issuer)
  if (!key) return { kind: 'unknown-issuer', detail: `the firm has no server ${claims.issuer}` }
  const body = token.subarray(0, token.length - signatureBytes)
  if (!signature.verify(key, signedOf(body), token.subarray(body.length)))
    return { kind: 'forged', detail: 'the token was not signed by the server that it names' }
  if (nowMs > claims.expiresAtMs) return { kind: 'expired', detail: 'the session is over' }
  if (claims.issuedAtMs > nowMs + skewMaxMs)
    return { kind: 'not-yet', detail: 'the token is of a server whose clock is ahead of this one’s' }
  return { kind: 'valid', claims }
}

const bodyOf = ({
  user,
  clientKey,
  issuer,
  issuedAtMs,
  expiresAtMs,
  confirmedAtMs,
}: SessionClaims): Uint8Array =>
  new ByteWriter()
    .byte(version)
    .text(user)
    .raw(clientKey)
    .text(issuer)
    .count(issuedAtMs)
    .count(expiresAtMs)
    .count(confirmedAtMs)
    .take()

const claimsIn = (token: Uint8Array): SessionClaims | null => {
  try {
    const reader = new ByteReader(token)
    if (reader.byte() !== version) return null
    const user = reader.text()
    const clientKey = reader.raw(publicKeyBytes)
    const issuer = reader.text()
    const [issuedAtMs, expiresAtMs, confirmedAtMs] = [reader.count(), reader.count(), reader.count()]
    return reader.left === signatureBytes
      ? { user, clientKey, issuer, issuedAtMs, expiresAtMs, confirmedAtMs }
      : null
  } catch (trouble) {
    if (trouble instanceof CodecError) return null
    throw trouble
  }
}

const signedOf = (body: Uint8Array): Uint8Array =>
  new ByteWriter(body.length + 32).text(domain).raw(body).take()
