import type { Clock, Random } from '../../engine/ports/index.ts'
import { type Kernel, streamKeys } from '../kernel/index.ts'

/** The engine's clock on a simulated machine. The time of day may be wrong; durations are right. */
export const simClock = (kernel: Kernel, aheadMs: () => number = () => 0): Clock => ({
  nowMs: () => kernel.nowMs() + aheadMs(),
  after: (delayMs, wake) => {
    // Only an earlier wake-up ends an infinite delay.
    if (!Number.isFinite(delayMs)) return () => {}
    return kernel.scheduler.after(delayMs * 1000, () => {
      kernel.wake()
      wake()
    })
  },
})

/** The engine's randomness for one copy: each draw is keyed by its decision. */
export const simRandom = (kernel: Kernel, copy: string): Random => {
  const stream = kernel.random.stream(streamKeys.engine)
  return {
    unit: (cause: string) => stream.unit(copy, cause),
    bytes: (count, cause: string) => stream.bytes(count, copy, cause),
  }
}
