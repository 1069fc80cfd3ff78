export type Cancel = () => void

export interface Clock {
  /** This machine's clock, in milliseconds since 1970. It may be wrong, and may jump. */
  nowMs(): number
  after(delayMs: number, wake: () => void): Cancel
}

export const sleepMs = (clock: Clock, delayMs: number): Promise<void> =>
  new Promise((resolve) => void clock.after(delayMs, resolve))
