import type { Plan } from '../../plan/plan.ts'
import type { LiveFrame } from '../../result/live-event.ts'
import type { CheckRecord, Measures } from '../../result/run-record.ts'
import {
  abandonedGetNothing,
  acknowledgedWorkIsKept,
  branchesArePastMoments,
  conflictsAreListed,
  copiesHoldTheSame,
  gapsAreBounded,
  inEachFile,
  nothingIsTakenBack,
  planIsCarriedOut,
  revokedGetNothing,
  sessionsAreKept,
  storageIsBounded,
  type TraceFingerprint,
  tracesAreEqual,
  waitsAreBounded,
} from '../check/index.ts'
import type { Traps } from '../kernel/index.ts'
import type { Recording } from '../record/index.ts'
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

/** The checks that judge one execution. */
export const checkRecording = (recording: Recording): CheckRecord[] => {
  const gaps = gapsAreBounded(recording)
  const out = outGetNothing(recording)
  const { access } = recording
  return [
    inEachFile(recording, acknowledgedWorkIsKept),
    inEachFile(recording, conflictsAreListed),
    inEachFile(recording, copiesHoldTheSame),
    inEachFile(recording, nothingIsTakenBack),
    sessionsAreKept(recording),
    ...(out ? [out] : []),
    ...(access && access.branches.length > 0 ? [branchesArePastMoments(access)] : []),
    waitsAreBounded(recording),
    storageIsBounded(recording),
    ...(gaps ? [gaps] : []),
    planIsCarriedOut(recording),
  ]
}

/** Judges users removed by the firm, and abandoned copies. Returns null without log-on and without abandonments. */
const outGetNothing = (recording: Recording): CheckRecord | null => {
  const { access, abandonments } = recording
  const verdicts = [
    ...(access?.requiresLogOn ? [revokedGetNothing(access)] : []),
    ...(abandonments.length > 0 ? [abandonedGetNothing(recording)] : []),
  ]
  const [first] = verdicts
  if (!first) return null
  const detail = verdicts.map((verdict) => verdict.detail).join('; ')
  return { id: first.id, holds: verdicts.every(({ holds }) => holds), detail }
}

/** Executes a plan and checks the outcome. S10 executes it again in a fresh world and compares the traces. */
export const runPlan = async (plan: Plan, options: RunOptions): Promise<RunOutcome> => {
  const startMs = options.wallMs()
  const first = await executeFirst(plan, options)
  const { fingerprint, frame, checks, ...found } = first
  const again = first.isRepeated
    ? [tracesAreEqual(fingerprint, (await execute(plan, options, null)).trace)]
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
  const checks = checkRecording(recording)
  const isFailed = checks.some(({ holds }) => !holds)
  const isRepeated = options.twice === 'always' || (options.twice === 'on-failure' && isFailed)
  const frame: LiveFrame = { ...first.finalFrame(checks), phase: isRepeated ? 'again' : 'checking' }
  options.onFrame?.(frame)
  const sometimes = sometimesIn(plan.sometimes, recording)
  return { fingerprint: trace, frame, simulatedSeconds, measures, checks, sometimes, isRepeated }
}

const execute = (plan: Plan, options: RunOptions, onFrame: RunOptions['onFrame']): Promise<Execution> =>
  executePlan(plan, { ...options, onFrame, quiescence: 'tick', traceListener: null })
