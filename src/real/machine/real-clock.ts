import type { Cancel, Clock } from '../../engine/ports/index.ts'

/** The longest that one timer of Node can wait; a longer one would fire at once. */
const timerMsMax = 2 ** 31 - 1

/** This machine's clock. Who waits keeps the process alive: a copy that stays linked has nothing else that does. */
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
