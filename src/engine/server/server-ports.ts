import type { Signing } from '../authorship/index.ts'
import type { Clock, Compression, Digest } from '../ports/index.ts'

export interface ServerPorts {
  readonly clock: Clock
  readonly digest: Digest
  readonly compression?: Compression
  /** Without it, signatures are not checked. */
  readonly signing?: Signing
}
