import type { LiveEvent } from '../result/live-event.ts'
import type { RunRecord } from '../result/run-record.ts'

export type EventOf<Kind extends LiveEvent['kind']> = Extract<LiveEvent, { kind: Kind }>

/** The runs of one command, before the first of them begins. */
export interface Beginning {
  readonly runs: readonly EventOf<'run-queued'>[]
  readonly workers: number
}

/** One record for each run that was asked for, in that order, finished or not. */
export interface Ending {
  readonly records: readonly RunRecord[]
  readonly interrupted: boolean
}

/** Shows runs to somebody, or writes them somewhere. Several reporters follow the same runs side by side. */
export interface Reporter {
  /** Called once, before any run begins. The runs wait for it. */
  readonly onBegin?: (beginning: Beginning) => void | Promise<void>
  readonly onRunBegan?: (event: EventOf<'run-started'>) => void
  /** Without a reporter that takes frames, none are made. */
  readonly onFrame?: (event: EventOf<'frame'>) => void
  readonly onRunEnded?: (event: EventOf<'run-finished'>) => void
  /** Called once, after the last run. The command waits for it. */
  readonly onEnd?: (ending: Ending) => void | Promise<void>
}

export interface TextOutput {
  readonly columns: number
  readonly write: (text: string) => void
}

/** Passes an event of a running command on to each reporter. `onBegin` announces the queued runs. */
export const reportTo = (reporters: readonly Reporter[], event: LiveEvent): void => {
  for (const reporter of reporters) {
    if (event.kind === 'run-started') reporter.onRunBegan?.(event)
    else if (event.kind === 'frame') reporter.onFrame?.(event)
    else if (event.kind === 'run-finished') reporter.onRunEnded?.(event)
  }
}
