import type { Plan } from '../../plan/plan.ts'
import type { LiveFrame } from '../../result/live-event.ts'
import type { CheckRecord, Measures } from '../../result/run-record.ts'
import { judgeRecording, judgeTraces, type TraceFingerprint } from '../check/index.ts'
import type { Traps } from '../kernel/index.ts'
import { executePlan, type Execution } from './execute-plan.ts'
import { type SometimesFound, sometimesIn } from './sometimes-found.ts'

export interface RunOptions {
  readonly traps: Traps | null
  readonly onFrame: ((frame: LiveFrame) => void) | null
  readonly isCancelled: () => boolean
  /** Real milliseconds, for the wall time alone. */
  readonly wallMs: () => number
  readonly twice: Twice
}

/** When S10 executes the plan a second time: always, if another check failed, or never (benchmarks). */
export type Twice = 'always' | 'on-failure' | 'never'

export interface RunOutcome {
  readonly trace: { readonly hash: string; readonly events: number }
  readonly simulatedSeconds: number
  /** Real time of all executions together. */
  readonly wallSeconds: number
  /** S10 judges a run that was executed twice. */
  readonly executions: 1 | 2
  readonly measures: Measures
  readonly checks: readonly CheckRecord[]
  readonly sometimes: readonly SometimesFound[]
}

/** Executes a plan and checks the outcome. S10 executes it again in a fresh world and compares the traces. */
export const runPlan = async (plan: Plan, options: RunOptions): Promise<RunOutcome> => {
  const startMs = options.wallMs()
  const first = await executeFirst(plan, options)
  const { fingerprint, frame, checks, ...found } = first
  const again = first.isRepeated
    ? judgeTraces({ first: fingerprint, again: (await execute(plan, options, null)).trace })
    : []
  const all = [...checks, ...again]
  if (first.isRepeated) options.onFrame?.({ ...frame, checks: all, phase: 'checking' })
  return {
    trace: { hash: fingerprint.hash, events: fingerprint.events },
    simulatedSeconds: found.simulatedSeconds,
    wallSeconds: (options.wallMs() - startMs) / 1000,
    executions: first.isRepeated ? 2 : 1,
    measures: found.measures,
    checks: all,
    sometimes: found.sometimes,
  }
}

interface FirstExecution extends Pick<RunOutcome, 'simulatedSeconds' | 'measures' | 'checks' | 'sometimes'> {
  readonly fingerprint: TraceFingerprint
  readonly frame: LiveFrame
  readonly isRepeated: boolean
}

/** Returns plain data, so that the first world can be freed before a second one is built. */
const executeFirst = async (plan: Plan, options: RunOptions): Promise<FirstExecution> => {
  const first = await execute(plan, options, options.onFrame)
  const { trace, simulatedSeconds, measures, recording } = first
  const checks = judgeRecording(recording)
  const isFailed = checks.some(({ holds }) => !holds)
  const isRepeated = options.twice === 'always' || (options.twice === 'on-failure' && isFailed)
  const frame: LiveFrame = { ...first.finalFrame(checks), phase: isRepeated ? 'again' : 'checking' }
  options.onFrame?.(frame)
  const sometimes = sometimesIn(plan.sometimes, recording)
  return { fingerprint: trace, frame, simulatedSeconds, measures, checks, sometimes, isRepeated }
}

const execute = (plan: Plan, options: RunOptions, onFrame: RunOptions['onFrame']): Promise<Execution> =>
  executePlan(plan, { ...options, onFrame, quiescence: 'tick', traceListener: null })
