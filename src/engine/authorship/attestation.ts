import { ByteWriter } from '../binary/index.ts'
import type { LogId } from '../identifier/index.ts'
import type { Digest, Signature } from '../ports/index.ts'
import { logOfKey } from './log-key.ts'

/** Bytes that a line's writer stands for beside its events, and of which file: what was signed elsewhere says nothing here. */
export interface Attested {
  readonly fileId: string
  readonly log: LogId
  readonly bytes: Uint8Array
}

/** A writer's word, in hexadecimal digits. It brings its key along, since a line is named by it. */
export interface Attestation {
  readonly key: string
  readonly signature: string
}

/** What is signed. It begins with words of its own, so that no other signature of the same key can stand for it. */
export const attestedMessage = ({ fileId, log: logId, bytes }: Attested, digest: Digest): Uint8Array =>
  new ByteWriter().text('shakedown card').text(fileId).hex(logId).hex(digest.sha256Hex(bytes)).take()

/** Whether it is the word of whoever writes that line. */
export const isAttested = (
  attested: Attested,
  { key, signature }: Attestation,
  { digest, scheme }: { readonly digest: Digest; readonly scheme: Signature },
): boolean =>
  logOfKey(key, digest) === attested.log &&
  scheme.verify(Uint8Array.fromHex(key), attestedMessage(attested, digest), Uint8Array.fromHex(signature))
