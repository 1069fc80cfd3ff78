/** Records of the firm's facts and of decisions at gateways. Times are virtual microseconds. */

export interface WrittenFact {
  readonly table: string
  readonly key: string
  readonly value: string | null
}

/** One change at the centre, in order. A heartbeat holds no rows. */
export interface CentreWrite {
  readonly position: number
  readonly atMs: number
  readonly isHeartbeat: boolean
  readonly rows: readonly WrittenFact[]
}

export interface ServedMoment {
  readonly branch: string
  readonly atUs: number
  readonly isRefilling: boolean
  /** The centre's position that the branch claimed. */
  readonly position: number
  readonly asOfMs: number
  /** The claimed age at the time of the read. */
  readonly behindMs: number
  readonly facts: readonly WrittenFact[]
}

export interface WriteAttempt {
  readonly branch: string
  readonly atUs: number
  readonly key: string
  readonly outcome: 'written' | 'refused' | 'trouble'
  readonly refusalText: string
}

/** A branch cut off from its centre for longer than the centre's retention. */
export interface LongCut {
  readonly branch: string
  readonly fromUs: number
  readonly toUs: number
}

export interface Revocation {
  readonly user: string
  readonly what: 'account' | 'grant'
  readonly atUs: number
  readonly backAtUs: number | null
}

export interface Sending {
  readonly gateway: string
  readonly user: string
  readonly atUs: number
  readonly bytes: number
}

export interface DeniedRequest {
  readonly gateway: string
  readonly user: string
  readonly atUs: number
  readonly reasonText: string
}

export interface AccessRecording {
  readonly centre: string
  readonly stalenessBoundMs: number
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
