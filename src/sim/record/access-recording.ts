/** What a run's driver wrote down of the firm's facts, and of whom doors let in. Times are virtual microseconds. */

/** A fact as its writer wrote it; null takes it back. */
export interface WrittenFact {
  readonly table: string
  readonly key: string
  readonly value: string | null
}

/** One change at the centre, in its order. A heartbeat writes nothing of the firm's. */
export interface CentreWrite {
  readonly position: number
  readonly atMs: number
  readonly isHeartbeat: boolean
  readonly rows: readonly WrittenFact[]
}

/** What a reader of a branch found there. */
export interface ServedMoment {
  readonly branch: string
  readonly atUs: number
  readonly isRefilling: boolean
  /** Which moment of the centre the branch said that it was. */
  readonly position: number
  readonly asOfMs: number
  /** How long before the reading that was. */
  readonly behindMs: number
  readonly facts: readonly WrittenFact[]
}

/** Somebody tried to write at a branch. */
export interface WriteAttempt {
  readonly branch: string
  readonly atUs: number
  readonly key: string
  readonly outcome: 'written' | 'refused' | 'trouble'
  /** What the refusal said. */
  readonly refusalText: string
}

/** A branch was cut off from its centre for longer than the centre keeps its changes. */
export interface LongCut {
  readonly branch: string
  readonly fromUs: number
  readonly toUs: number
}

/** Somebody lost what they might. */
export interface Revocation {
  readonly user: string
  readonly what: 'account' | 'grant'
  readonly atUs: number
  /** When they got it back; null where they did not. */
  readonly backAtUs: number | null
}

/** A door answered somebody's request for the file. */
export interface Sending {
  readonly gateway: string
  readonly user: string
  readonly atUs: number
  readonly bytes: number
}

/** A door let somebody in not. */
export interface DeniedRequest {
  readonly gateway: string
  readonly user: string
  readonly atUs: number
  readonly reasonText: string
}

export interface AccessRecording {
  readonly centre: string
  readonly stalenessBoundMs: number
  /** Whether anybody has to log on in this world. */
  readonly requiresLogOn: boolean
  readonly branches: readonly string[]
  readonly history: readonly CentreWrite[]
  readonly served: readonly ServedMoment[]
  readonly attempts: readonly WriteAttempt[]
  readonly longCuts: readonly LongCut[]
  readonly revocations: readonly Revocation[]
  readonly sendings: readonly Sending[]
  readonly deniedRequests: readonly DeniedRequest[]
}
