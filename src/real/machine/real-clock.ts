import type { Cancel, Clock } from '../../engine/ports/index.ts'

/** The longest wait of a Node timer, in milliseconds. A longer one would fire at once. */
const timerMsMax = 2 ** 31 - 1

/** This machine's clock. A pending wait keeps the process alive, as a linked copy may have no other work. */
export const realClock: Clock = {
  nowMs: () => Date.now(),
  after: (delayMs, wake) => {
    let timer: NodeJS.Timeout
    const arm = (leftMs: number): void => {
      const stepMs = Math.min(leftMs, timerMsMax)
      timer = setTimeout(() => (leftMs > stepMs ? arm(leftMs - stepMs) : wake()), stepMs)
    }
    arm(delayMs)
    return (() => clearTimeout(timer)) satisfies Cancel
  },
}
