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

/** The ports of a copy. The disk is rooted at its folder. */
export interface CopyPorts {
  readonly disk: Disk
  readonly clock: Clock
  readonly random: Random
  readonly digest: Digest
  readonly continuity: ContinuityStore
  readonly trace: EngineTrace
  /** Compresses range files. Without it they are written plain. */
  readonly compression?: Compression
  /** Makes files read-only while another copy has exclusive use of them. Without it they stay writable. */
  readonly guard?: FileGuard
  /** Without it nothing is signed, and no signature is checked. */
  readonly signing?: Signing
  /** When entries of idle logs move to the cold version vector. By default, at a few hundred logs. */
  readonly coldRule?: ColdRule
  /** Shared by the many copies of one process. Without it each copy decodes for itself. */
  readonly events?: EventReader
}
