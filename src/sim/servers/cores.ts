import type { Scheduler } from '../kernel/index.ts'

/** What can do so much work at one moment: a machine's processors, or the workers of one program on it. */
export class Cores {
  /** How many times as long everything takes that is begun now: something else is at work there. */
  slowness = 1
  readonly #scheduler: Scheduler
  readonly #freeAtUs: number[]

  constructor(scheduler: Scheduler, count: number) {
    this.#scheduler = scheduler
    this.#freeAtUs = Array.from({ length: count }, () => 0)
  }

  /** When one of them is free. */
  get nextFreeUs(): number {
    return Math.max(this.#scheduler.nowUs, Math.min(...this.#freeAtUs))
  }

  /** Takes the first that is free, from a moment on that is not before that. */
  reserve(fromUs: number, workUs: number): void {
    const index = this.#freeAtUs.indexOf(Math.min(...this.#freeAtUs))
    this.#freeAtUs[index] = fromUs + workUs
  }
}

/** Does work where both a worker and a processor are free, in the order in which it came. */
export const workOn = (
  scheduler: Scheduler,
  { workers, cores }: { readonly workers: Cores; readonly cores: Cores },
  work: { readonly workUs: number; readonly done: () => void },
): void => {
  const fromUs = Math.max(workers.nextFreeUs, cores.nextFreeUs)
  const workUs = work.workUs * cores.slowness
  workers.reserve(fromUs, workUs)
  cores.reserve(fromUs, workUs)
  scheduler.at(fromUs + workUs, work.done)
}
