import type { Clock, Digest, ShareSession } from '../../ports/index.ts'
import type { Contents } from '../../storage/contents/index.ts'

export interface Carrier {
  readonly session: ShareSession
  readonly contents: Contents
  readonly clock: Clock
  readonly digest: Digest
  /** Keeps transfers of different carriers apart. */
  readonly by: string
}

export type Fetched =
  | 'here'
  /** Missing on the other side, at least for now. */
  | 'absent'
  /** The bytes do not match their hash. */
  | 'damaged'
  /** An earlier partial download was bad, and is discarded so that a retry starts clean. */
  | 'damaged-before'
