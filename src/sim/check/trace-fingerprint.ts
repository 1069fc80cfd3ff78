export interface TraceFingerprint {
  readonly hash: string
  readonly events: number
  readonly blocks: readonly string[]
}

export interface TracePair {
  readonly first: TraceFingerprint
  readonly again: TraceFingerprint
}
