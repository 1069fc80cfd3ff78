import type { LineId } from '../event/line.ts'
import type { Stamp } from '../event/stamp.ts'

/** How far other lines are mentioned in the copy's own one, the stamp of its last event, and the latest that it has adopted. */
export interface WriterParts {
  readonly mentioned: readonly (readonly [line: LineId, seq: number])[]
  readonly ownStamp: Stamp
  readonly adoptedStamp: Stamp
}
