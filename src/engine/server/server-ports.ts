import type { Signing } from '../authorship/index.ts'
import type { Clock, Compression, Digest } from '../ports/index.ts'

/** What answering takes. */
export interface ServerPorts {
  readonly clock: Clock
  readonly digest: Digest
  readonly compression?: Compression
  /** Left out, nobody's signature is looked at. */
  readonly signing?: Signing
}
