import type { AbandonOp, Event } from '../event/index.ts'
import type { Dot, LogId } from '../identifier/index.ts'

/** Who is told what happens to events. */
export interface LogListener {
  /** Takes one event whose whole past has been taken before. `isNews` is false where it is folded once more. */
  readonly apply: (log: LogId, seq: number, event: Event, isNew: boolean) => void
  /** Takes one abandonment, as soon as the event that says so is received. */
  readonly abandoned: (dot: Dot, event: Event, op: AbandonOp) => void
  /** All that was folded is to be forgotten: every event is told again, from the first one on. */
  readonly rebuild: () => void
}

/** An event that is here and not folded, since its line was abandoned before it. */
export interface Rescued {
  readonly dot: Dot
  readonly event: Event
}
