import type { Scheduler } from '../kernel/index.ts'

export class Cores {
  /** Slowdown factor for new work: another load on the machine. */
  slowness = 1
  readonly #scheduler: Scheduler
  readonly #freeAtUs: number[]

  constructor(scheduler: Scheduler, count: number) {
    this.#scheduler = scheduler
    this.#freeAtUs = Array.from({ length: count }, () => 0)
  }

  get nextFreeUs(): number {
    return Math.max(this.#scheduler.nowUs, Math.min(...this.#freeAtUs))
  }

  /** Reserves the core that is free first, not before `fromUs`. */
  reserve(fromUs: number, workUs: number): void {
    const index = this.#freeAtUs.indexOf(Math.min(...this.#freeAtUs))
    this.#freeAtUs[index] = fromUs + workUs
  }
}

/** Works once both a worker and a processor are free, in order of arrival. */
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
