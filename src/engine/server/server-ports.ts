import type { Signing } from '../authorship/signing.ts'
import type { Clock } from '../ports/clock.ts'
import type { Compression } from '../ports/compression.ts'
import type { Digest } from '../ports/digest.ts'

/** What answering takes. */
export interface ServerPorts {
  readonly clock: Clock
  readonly digest: Digest
  readonly compression?: Compression
  /** Left out, nobody's signature is looked at. */
  readonly signing?: Signing
}
