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
  tracesAreEqual,
  waitsAreBounded,
} from '../check/index.ts'
import type { Traps } from '../kernel/index.ts'
import type { Recording } from '../record/index.ts'
import { executePlan, type Execution } from './execute-plan.ts'
import { type SometimesFound, sometimesIn } from './sometimes.ts'

export interface RunOptions {
  readonly traps: Traps | null
  readonly onFrame: ((frame: LiveFrame) => void) | null
  readonly isCancelled: () => boolean
  /** Real milliseconds, for the wall time alone. */
  readonly wallMs: () => number
  /** S10 executes the plan a second time; a benchmark may leave that out. */
  readonly twice: boolean
}

export interface RunOutcome {
  readonly trace: { readonly hash: string; readonly events: number }
  readonly simulatedSeconds: number
  readonly wallSeconds: number
  readonly measures: Measures
  readonly checks: readonly CheckRecord[]
  readonly sometimes: readonly SometimesFound[]
}

/** The checks that look at one execution. */
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

/** Whoever was put out, by the firm's accounts or by another copy: null where nobody was, and no door has a lock. */
const outGetNothing = (recording: Recording): CheckRecord | null => {
  const { access, abandonments } = recording
  const verdicts = [
    ...(access?.hasDoors ? [revokedGetNothing(access)] : []),
    ...(abandonments.length > 0 ? [abandonedGetNothing(recording)] : []),
  ]
  const [first] = verdicts
  if (!first) return null
  const detail = verdicts.map((verdict) => verdict.detail).join('; ')
  return { id: first.id, holds: verdicts.every(({ holds }) => holds), detail }
}

/** Executes a plan, checks what came of it, and executes it again in a fresh world to compare the traces (S10). */
export const runPlan = async (plan: Plan, options: RunOptions): Promise<RunOutcome> => {
  const startMs = options.wallMs()
  const first = await execute(plan, options, options.onFrame)
  let checks = checkRecording(first.recording)
  const wallSeconds = (options.wallMs() - startMs) / 1000
  options.onFrame?.({ ...first.finalFrame(checks), phase: options.twice ? 'again' : 'checking' })
  if (options.twice) {
    const again = await execute(plan, options, null)
    checks = [...checks, tracesAreEqual(first.trace, again.trace)]
    options.onFrame?.({ ...first.finalFrame(checks), phase: 'checking' })
  }
  const { trace, simulatedSeconds, measures } = first
  return {
    trace: { hash: trace.hash, events: trace.events },
    simulatedSeconds,
    wallSeconds,
    measures,
    checks,
    sometimes: sometimesIn(plan.sometimes, first.recording),
  }
}

const execute = (plan: Plan, options: RunOptions, onFrame: RunOptions['onFrame']): Promise<Execution> =>
  executePlan(plan, { ...options, onFrame, rest: 'tick', traceListener: null })
