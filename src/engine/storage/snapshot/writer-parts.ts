import type { HlcTimestamp } from '../../event/index.ts'
import type { LogId } from '../../identifier/index.ts'

/** How far other lines are mentioned in the copy's own one, the stamp of its last event, and the latest that it has adopted. */
export interface WriterParts {
  readonly mentioned: readonly (readonly [line: LogId, seq: number])[]
  readonly ownTimestamp: HlcTimestamp
  readonly adoptedTimestamp: HlcTimestamp
}
