import type { Signing } from '../authorship/index.ts'
import type { EventReader } from '../event/index.ts'
import type { ColdRule } from '../log/index.ts'
import type {
  Clock,
  Compression,
  ContinuityStore,
  Digest,
  Disk,
  EngineTrace,
  FileGuard,
  Random,
} from '../ports/index.ts'

/** What a copy needs of the world it lives in. The disk is rooted at the copy's folder. */
export interface CopyPorts {
  readonly disk: Disk
  readonly clock: Clock
  readonly random: Random
  readonly digest: Digest
  readonly continuity: ContinuityStore
  readonly trace: EngineTrace
  /** For the ranges that are written to files of their own; left out, they are written plain. */
  readonly compression?: Compression
  /** Left out, files in the working folder stay as they are while another copy has exclusive use of them. */
  readonly guard?: FileGuard
  /** Left out, nothing is signed and nobody's signature is looked at. */
  readonly signing?: Signing
  /** When heads are put to rest; left out, where there are a few hundred lines. */
  readonly coldRule?: ColdRule
  /** Shared by the copies of one process where there are many; left out, each reads for itself. */
  readonly events?: EventReader
}
