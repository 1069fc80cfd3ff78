/** A reading of a hybrid logical clock: milliseconds since 1970, and a counter within the millisecond. */
export interface HlcTimestamp {
  readonly ms: number
  readonly count: number
}

/** Never adopts a remote timestamp further ahead than this, or one wrong laptop would set the time for all. */
export const clockSkewMaxMs = 15 * 60 * 1000

export const laterTimestamp = (a: HlcTimestamp, b: HlcTimestamp): HlcTimestamp =>
  compareTimestamps(a, b) >= 0 ? a : b

export const compareTimestamps = (a: HlcTimestamp, b: HlcTimestamp): number =>
  a.ms - b.ms || a.count - b.count

/**
 * Returns a timestamp later than every adopted one. Ignores `latest` if it is ahead by more than the maximal skew, or
 * one evening with a wrong clock would mark this log for ever.
 */
export const nextTimestamp = (latest: HlcTimestamp, nowMs: number): HlcTimestamp => {
  // A clock that was never set may show a time before 1970, which a timestamp cannot express.
  const ms = Math.max(0, nowMs)
  if (ms > latest.ms || latest.ms - ms > clockSkewMaxMs) return { ms, count: 0 }
  return { ms: latest.ms, count: latest.count + 1 }
}

export const adoptTimestamp = (latest: HlcTimestamp, remote: HlcTimestamp, nowMs: number): HlcTimestamp =>
  remote.ms - nowMs > clockSkewMaxMs ? latest : laterTimestamp(latest, remote)
