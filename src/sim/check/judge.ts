import type { CheckDefinition, CheckKey } from '../../plan/definitions/check/index.ts'
import type { Recording } from '../record/index.ts'
import type { TracePair } from './trace-fingerprint.ts'
import type { Judgement, Verdict } from './verdict.ts'

interface EvidenceByExecutions {
  readonly 1: Recording
  readonly 2: TracePair
}

/** A check's evidence: the recording of one execution, or the traces of two. */
export type Evidence<Key extends CheckKey> = EvidenceByExecutions[Extract<
  CheckDefinition,
  { readonly key: Key }
>['executions']]

export interface JudgeParts<Whole, Subject> {
  /** Returns the part of the evidence that it judges, or null if it does not apply to this run. */
  readonly applies: (evidence: Whole) => Subject | null
  readonly judge: (subject: Subject) => Judgement
}

export interface Judge<Key extends CheckKey> {
  readonly key: Key
  /** Returns null if the check does not apply to this run. */
  verdict(evidence: Evidence<Key>): Verdict | null
}

/** Binds a judge to the definition of the same name. */
export const judgeOf = <Key extends CheckKey, Subject>(
  { key }: { readonly key: Key },
  { applies, judge }: JudgeParts<Evidence<Key>, Subject>,
): Judge<Key> => ({
  key,
  verdict: (evidence) => {
    const subject = applies(evidence)
    return subject === null ? null : { id: key, ...judge(subject) }
  },
})

export const everyRun = (recording: Recording): Recording => recording
