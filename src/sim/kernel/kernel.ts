import { type QuiescenceKind, quiescenceWaitOf } from './quiescence.ts'
import { createRandomness, type Randomness } from './randomness.ts'
import { createRunTrace, type RunTrace, type TraceListener } from './run-trace.ts'
import { type Scheduler, createScheduler } from './scheduler.ts'
import { streamKeys } from './stream-keys.ts'
import type { Traps } from './traps.ts'

export interface Kernel {
  readonly scheduler: Scheduler
  readonly random: Randomness
  readonly trace: RunTrace
  /** Milliseconds since 1970 on the world's true clock. */
  nowMs(): number
  /** Settlers of promises that the engine awaits call this. The kernel then lets the engine come to rest. */
  wake(): void
  /**
   * Runs everything up to `untilUs`. Ends early once `until` returns true; it is asked whenever the engine is at
   * rest.
   */
  run(untilUs: number, until?: () => boolean): Promise<void>
}

export interface KernelOptions {
  readonly seed: number
  readonly startsAtMs: number
  readonly quiescence: QuiescenceKind
  readonly traps: Traps | null
  readonly traceListener: TraceListener | null
}

export const createKernel = (options: KernelOptions): Kernel => {
  const scheduler = createScheduler()
  const random = createRandomness(options.seed)
  const trace = createRunTrace(options.traceListener)
  const untilQuiescent = quiescenceWaitOf(options.quiescence)
  const stray = random.stream(streamKeys.stray)
  let strays = 0
  let isWoken = true
  const nowMs = (): number => options.startsAtMs + Math.floor(scheduler.nowUs / 1000)
  const sources = { nowMs, unit: () => stray.unit(strays++) }

  const stepUntilWoken = (untilUs: number): boolean => {
    while (!isWoken) if (!scheduler.step(untilUs)) return false
    isWoken = false
    return true
  }
  return {
    scheduler,
    random,
    trace,
    nowMs,
    wake: () => {
      isWoken = true
    },
    run: async (untilUs, until = () => false) => {
      // From here on everything runs as a promise reaction, since `tick` alternates with the microtask queue.
      await Promise.resolve()
      options.traps?.enter(sources)
      try {
        isWoken = true
        while (stepUntilWoken(untilUs)) {
          await untilQuiescent()
          if (until()) break
        }
      } finally {
        options.traps?.leave()
      }
    },
  }
}
