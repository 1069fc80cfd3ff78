import type { HlcTimestamp } from '../../event/index.ts'
import type { LogId } from '../../identifier/index.ts'

/** The latest events of other logs that the own log depends on, and the own and adopted timestamps. */
export interface WriterParts {
  readonly mentioned: readonly (readonly [log: LogId, seq: number])[]
  readonly ownTimestamp: HlcTimestamp
  readonly adoptedTimestamp: HlcTimestamp
}
