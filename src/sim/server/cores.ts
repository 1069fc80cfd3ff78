import type { Agenda } from '../kernel/agenda.ts'

/** What can do so much work at one moment: a machine's processors, or the workers of one program on it. */
export class Cores {
  readonly #agenda: Agenda
  readonly #freeAtUs: number[]
  #workedUs = 0

  constructor(agenda: Agenda, count: number) {
    this.#agenda = agenda
    this.#freeAtUs = Array.from({ length: count }, () => 0)
  }

  /** Work that was done or is queued, in microseconds of one of them. */
  get workedUs(): number {
    return this.#workedUs
  }

  /** When one of them is free. */
  get nextFreeUs(): number {
    return Math.max(this.#agenda.nowUs, Math.min(...this.#freeAtUs))
  }

  /** Takes the first that is free, from a moment on that is not before that. */
  reserve(fromUs: number, workUs: number): void {
    const index = this.#freeAtUs.indexOf(Math.min(...this.#freeAtUs))
    this.#freeAtUs[index] = fromUs + workUs
    this.#workedUs += workUs
  }
}

/** Does work where both a worker and a processor are free, in the order in which it came. */
export const workOn = (
  agenda: Agenda,
  { workers, cores }: { readonly workers: Cores; readonly cores: Cores },
  work: { readonly workUs: number; readonly done: () => void },
): void => {
  const fromUs = Math.max(workers.nextFreeUs, cores.nextFreeUs)
  workers.reserve(fromUs, work.workUs)
  cores.reserve(fromUs, work.workUs)
  agenda.at(fromUs + work.workUs, work.done)
}
