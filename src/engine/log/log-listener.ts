import type { AbandonOp, Event } from '../event/index.ts'
import type { Dot, LogId } from '../identifier/index.ts'

export interface LogListener {
  /** Takes one event, after its whole causal past. `isNew` is false during a rebuild. */
  readonly apply: (log: LogId, seq: number, event: Event, isNew: boolean) => void
  /** Called as soon as the event is received. */
  readonly abandoned: (dot: Dot, event: Event, op: AbandonOp) => void
  /** Discards the state. Every event follows again, from the first. */
  readonly rebuild: () => void
}

/** Not applied, since its log was abandoned before it. */
export interface Rescued {
  readonly dot: Dot
  readonly event: Event
}
