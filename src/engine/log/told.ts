import type { AbandonOp, Event } from '../event/index.ts'
import type { Dot, LineId } from '../identifier/index.ts'

/** Who is told what happens to events. */
export interface Told {
  /** Takes one event whose whole past has been taken before. `isNews` is false where it is folded once more. */
  readonly apply: (line: LineId, seq: number, event: Event, isNews: boolean) => void
  /** Takes one abandonment, as soon as the event that says so is received. */
  readonly abandoned: (dot: Dot, event: Event, op: AbandonOp) => void
  /** All that was folded is to be forgotten: every event is told again, from the first one on. */
  readonly foldAnew: () => void
}

/** An event that is here and not folded, since its line was abandoned before it. */
export interface Rescued {
  readonly dot: Dot
  readonly event: Event
}
