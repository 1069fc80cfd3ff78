import type { Event } from '../event/index.ts'
import { asLogId, type LogId } from '../identifier/index.ts'
import type { Digest } from '../ports/index.ts'

const label = new TextEncoder().encode('shakedown line of key ')

/** The log that a public key writes. Its id commits to the key, which makes certificates unnecessary. */
export const logOfKey = (key: string, digest: Digest): LogId => {
  const bytes = new Uint8Array(label.length + key.length / 2)
  bytes.set(label)
  bytes.subarray(label.length).setFromHex(key)
  return asLogId(digest.sha256Hex(bytes).slice(0, 16))
}

export type KeyClaim =
  /** Made without a key: nobody can tell who writes the log. */
  | { readonly kind: 'none' }
  | { readonly kind: 'key'; readonly key: string }
  /** A key that does not match the log's id. */
  | { readonly kind: 'strange'; readonly key: string }

export const keyClaim = (log: LogId, first: Event, digest: Digest): KeyClaim => {
  const op = first.ops.find(({ kind }) => kind === 'line-key')
  if (op?.kind !== 'line-key') return { kind: 'none' }
  return { kind: logOfKey(op.key, digest) === log ? 'key' : 'strange', key: op.key }
}
