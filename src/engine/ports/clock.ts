/** Undoes what was asked for, if it has not happened yet. */
export type Cancel = () => void

export interface Clock {
  /** Milliseconds since 1970 on this machine's clock, which may be wrong and may jump. */
  nowMs(): number
  /** Wakes once, after `delayMs` have passed. */
  after(delayMs: number, wake: () => void): Cancel
}

/** Waits on a clock. */
export const sleepMs = (clock: Clock, delayMs: number): Promise<void> =>
  new Promise((resolve) => void clock.after(delayMs, resolve))
