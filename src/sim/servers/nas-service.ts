import type { Scheduler } from '../kernel/index.ts'

/** What a slow NAS takes longer for each request: a disk that is being rebuilt seeks for every one of them. */
export const slowRequestUs = 200_000

/** How long the clients of a stale NAS believe what they were told of names: the slowest that is met with (docs/fidelity.md §1.6). */
export const staleNamesMs = 60_000

/** How a machine that keeps files is doing. */
export class NasService {
  readonly #scheduler: Scheduler
  /** What it suffers from now; several things may overlap. */
  readonly #troubles: ('slow' | 'hung' | 'stale')[] = []
  readonly #held: (() => void)[] = []

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler
  }

  /** How long what was told of names is believed now. */
  get namesMs(): number {
    return this.#troubles.includes('stale') ? staleNamesMs : 0
  }

  /** Lets a request be carried out: now, later, or when it hangs no more. */
  serve(work: () => void): void {
    if (this.#troubles.includes('hung')) this.#held.push(work)
    else if (this.#troubles.includes('slow')) this.#scheduler.after(slowRequestUs, work)
    else work()
  }

  fails(how: 'slow' | 'hung' | 'stale'): void {
    this.#troubles.push(how)
  }

  /** One trouble is over; what was held up by it is carried out now. */
  recovers(how: 'slow' | 'hung' | 'stale'): void {
    this.#troubles.splice(this.#troubles.indexOf(how), 1)
    if (this.#troubles.includes('hung')) return
    for (const work of this.#held.splice(0)) this.#scheduler.after(0, work)
  }
}
