import type { LiveEvent, LiveFrame, RunId, Topology } from '../../result/live-event.ts'
import type { RunRecord } from '../../result/run-record.ts'

export interface RunState {
  readonly id: RunId
  readonly scenario: string
  readonly seed: number
  readonly form: 'full' | 'short'
  readonly story: string
  readonly world: { readonly topology: Topology; readonly startsAtMs: number } | null
  readonly frame: LiveFrame | null
  readonly record: RunRecord | null
}

export const runsAfter = (runs: readonly RunState[], event: LiveEvent): readonly RunState[] => {
  switch (event.kind) {
    case 'run-queued':
      return runs.some((run) => run.id === event.run) ? runs : [...runs, queuedRun(event)]
    case 'run-started':
      return withRun(runs, event.run, { world: { topology: event.topology, startsAtMs: event.startsAtMs } })
    case 'frame':
      return withRun(runs, event.run, { frame: event.frame })
    case 'run-finished':
      return withRun(runs, event.run, { record: event.record })
  }
}

const queuedRun = (event: LiveEvent & { kind: 'run-queued' }): RunState => ({
  id: event.run,
  scenario: event.scenario,
  seed: event.seed,
  form: event.form,
  story: event.story,
  world: null,
  frame: null,
  record: null,
})

const withRun = (
  runs: readonly RunState[],
  id: RunId,
  change: Partial<Pick<RunState, 'world' | 'frame' | 'record'>>,
): readonly RunState[] => runs.map((run) => (run.id === id ? { ...run, ...change } : run))
