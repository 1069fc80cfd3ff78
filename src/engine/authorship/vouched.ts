import { ByteWriter } from '../binary/index.ts'
import type { LineId } from '../identifier/index.ts'
import type { Digest, Signature } from '../ports/index.ts'
import { lineOfKey } from './line-key.ts'

/** Bytes that a line's writer stands for beside its events, and of which file: what was signed elsewhere says nothing here. */
export interface Vouched {
  readonly fileId: string
  readonly line: LineId
  readonly bytes: Uint8Array
}

/** A writer's word, in hexadecimal digits. It brings its key along, since a line is named by it. */
export interface Voucher {
  readonly key: string
  readonly signature: string
}

/** What is signed. It begins with words of its own, so that no other signature of the same key can stand for it. */
export const vouchedMessage = ({ fileId, line, bytes }: Vouched, digest: Digest): Uint8Array =>
  new ByteWriter().text('shakedown card').text(fileId).hex(line).hex(digest.sha256Hex(bytes)).take()

/** Whether it is the word of whoever writes that line. */
export const isVouchedFor = (
  vouched: Vouched,
  { key, signature }: Voucher,
  { digest, scheme }: { readonly digest: Digest; readonly scheme: Signature },
): boolean =>
  lineOfKey(key, digest) === vouched.line &&
  scheme.verify(Uint8Array.fromHex(key), vouchedMessage(vouched, digest), Uint8Array.fromHex(signature))
