import type { Clock, Random } from '../../engine/ports/index.ts'
import { type Kernel, streamKeys } from '../kernel/index.ts'

/** The engine's clock on a machine of the world, which may be wrong; how long something takes it knows all the same. */
export const simClock = (kernel: Kernel, aheadMs: () => number = () => 0): Clock => ({
  nowMs: () => kernel.nowMs() + aheadMs(),
  after: (delayMs, wake) => {
    // A delay without end is one that only an earlier waking can cut short.
    if (!Number.isFinite(delayMs)) return () => {}
    return kernel.scheduler.after(delayMs * 1000, () => {
      kernel.wake()
      wake()
    })
  },
})

/** The engine's randomness for one copy: each draw keyed by what it decides. */
export const simRandom = (kernel: Kernel, copy: string): Random => {
  const stream = kernel.random.stream(streamKeys.engine)
  return {
    unit: (cause: string) => stream.unit(copy, cause),
    bytes: (count, cause: string) => stream.bytes(count, copy, cause),
  }
}
