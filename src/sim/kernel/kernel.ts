import { type Agenda, createAgenda } from './agenda.ts'
import { createRandomness, type Randomness } from './randomness.ts'
import { type RestKind, restOf } from './rest.ts'
import { streamKeys } from './stream-keys.ts'
import { createTrace, type Trace, type TraceListener } from './trace.ts'
import type { Traps } from './traps.ts'

export interface Kernel {
  readonly agenda: Agenda
  readonly random: Randomness
  readonly trace: Trace
  /** Milliseconds since 1970 on the world's true clock. */
  nowMs(): number
  /** To be called by whoever settles a promise that the engine waits for: the kernel then lets it come to rest. */
  wake(): void
  /** Runs everything up to `untilUs`; `until` may end it earlier, and is asked whenever the engine is at rest. */
  run(untilUs: number, until?: () => boolean): Promise<void>
}

export interface KernelOptions {
  readonly seed: number
  readonly startsAtMs: number
  readonly rest: RestKind
  readonly traps: Traps | null
  readonly traceListener: TraceListener | null
}

/** Virtual time, order, randomness and trace of one world. */
export const createKernel = (options: KernelOptions): Kernel => {
  const agenda = createAgenda()
  const random = createRandomness(options.seed)
  const trace = createTrace(options.traceListener)
  const rest = restOf(options.rest)
  const stray = random.stream(streamKeys.stray)
  let strays = 0
  let awake = true
  const nowMs = (): number => options.startsAtMs + Math.floor(agenda.nowUs / 1000)
  const sources = { nowMs, unit: () => stray.unit(strays++) }

  const turn = (untilUs: number): boolean => {
    while (!awake) if (!agenda.step(untilUs)) return false
    awake = false
    return true
  }
  return {
    agenda,
    random,
    trace,
    nowMs,
    wake: () => {
      awake = true
    },
    run: async (untilUs, until = () => false) => {
      // From here on everything runs as a reaction of a promise, which is what `tick` alternates with.
      await Promise.resolve()
      options.traps?.enter(sources)
      try {
        awake = true
        while (turn(untilUs)) {
          await rest()
          if (until()) break
        }
      } finally {
        options.traps?.leave()
      }
    },
  }
}
