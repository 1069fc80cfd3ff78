/** A hybrid logical clock's reading: milliseconds since 1970, and a counter within one of them. */
export interface HlcTimestamp {
  readonly ms: number
  readonly count: number
}

/** A stamp from elsewhere that is further ahead than this is never adopted: one wrong laptop would set all. */
export const clockSkewMaxMs = 15 * 60 * 1000

export const laterTimestamp = (a: HlcTimestamp, b: HlcTimestamp): HlcTimestamp =>
  compareTimestamps(a, b) >= 0 ? a : b

export const compareTimestamps = (a: HlcTimestamp, b: HlcTimestamp): number =>
  a.ms - b.ms || a.count - b.count

/**
 * The stamp of a new event: later than every stamp that was adopted. What was stamped here while this clock was wrong
 * by more than a stranger's stamp may be ahead does not count, or one wrong evening would mark this line for ever.
 */
export const nextTimestamp = (latest: HlcTimestamp, nowMs: number): HlcTimestamp => {
  // A clock that was never set may say a time before 1970, which a stamp cannot.
  const ms = Math.max(0, nowMs)
  if (ms > latest.ms || latest.ms - ms > clockSkewMaxMs) return { ms, count: 0 }
  return { ms: latest.ms, count: latest.count + 1 }
}

export const adoptTimestamp = (latest: HlcTimestamp, remote: HlcTimestamp, nowMs: number): HlcTimestamp =>
  remote.ms - nowMs > clockSkewMaxMs ? latest : laterTimestamp(latest, remote)
