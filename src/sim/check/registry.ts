import { type CheckKey, checksOfExecutions } from '../../plan/definitions/check/index.ts'
import type { Recording } from '../record/index.ts'
import { acknowledgedWorkJudge } from './acknowledged-work.ts'
import { conflictsListedJudge } from './conflicts-listed.ts'
import { gapsBoundedJudge } from './gaps-bounded.ts'
import type { Judge } from './judge.ts'
import { nothingTakenBackJudge } from './nothing-taken-back.ts'
import { outsidersGetNothingJudge } from './outsiders-get-nothing.ts'
import { pastMomentJudge } from './past-moment.ts'
import { planCarriedOutJudge } from './plan-carried-out.ts'
import { sameStateJudge } from './same-state.ts'
import { sameTraceJudge } from './same-trace.ts'
import { sessionsKeptJudge } from './sessions-kept.ts'
import { storageBoundedJudge } from './storage-bounded.ts'
import type { TracePair } from './trace-fingerprint.ts'
import type { Verdict } from './verdict.ts'
import { waitsBoundedJudge } from './waits-bounded.ts'

/** The judge of every check. A check without one does not compile. */
export const judges: { readonly [Key in CheckKey]: Judge<Key> } = {
  S1: acknowledgedWorkJudge,
  S2: conflictsListedJudge,
  S3: sameStateJudge,
  S4: nothingTakenBackJudge,
  S5: sessionsKeptJudge,
  S6: outsidersGetNothingJudge,
  S7: pastMomentJudge,
  S8: waitsBoundedJudge,
  S9: storageBoundedJudge,
  S10: sameTraceJudge,
  gaps: gapsBoundedJudge,
  plan: planCarriedOutJudge,
}

export const judgeRecording = (recording: Recording): Verdict[] =>
  checksOfExecutions(1).flatMap(({ key }) => judges[key].verdict(recording) ?? [])

export const judgeTraces = (traces: TracePair): Verdict[] =>
  checksOfExecutions(2).flatMap(({ key }) => judges[key].verdict(traces) ?? [])
