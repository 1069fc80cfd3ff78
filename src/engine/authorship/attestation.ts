import { ByteWriter } from '../binary/index.ts'
import type { LogId } from '../identifier/index.ts'
import type { Digest, Signature } from '../ports/index.ts'
import { logOfKey } from './log-key.ts'

export interface Attested {
  readonly fileId: string
  readonly log: LogId
  readonly bytes: Uint8Array
}

export interface Attestation {
  readonly key: string
  readonly signature: string
}

/** Its own prefix keeps other signatures by the same key from standing for it. */
export const attestedMessage = ({ fileId, log: logId, bytes }: Attested, digest: Digest): Uint8Array =>
  new ByteWriter().text('shakedown card').text(fileId).hex(logId).hex(digest.sha256Hex(bytes)).take()

export const isAttested = (
  attested: Attested,
  { key, signature }: Attestation,
  { digest, scheme }: { readonly digest: Digest; readonly scheme: Signature },
): boolean =>
  logOfKey(key, digest) === attested.log &&
  scheme.verify(Uint8Array.fromHex(key), attestedMessage(attested, digest), Uint8Array.fromHex(signature))
