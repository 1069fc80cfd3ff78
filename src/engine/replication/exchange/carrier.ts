import type { Clock, Digest, ShareSession } from '../../ports/index.ts'
import type { Contents } from '../../storage/contents/index.ts'

/** What it takes to carry documents' bytes between a copy and the folder at the other end of a session. */
export interface Carrier {
  readonly session: ShareSession
  readonly contents: Contents
  readonly clock: Clock
  readonly digest: Digest
  /** Tells apart the transfers of different carriers into one folder. */
  readonly by: string
}

/** What came of fetching a version's bytes. */
export type Fetched =
  | 'here'
  /** The other side has them not, or not yet. */
  | 'absent'
  /** What lies there is not what its name says. */
  | 'damaged'
  /** What an earlier try had left here was not good, as a crash can leave it: thrown away, so that the next try is whole. */
  | 'damaged-before'
