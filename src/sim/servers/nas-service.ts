import type { Scheduler } from '../kernel/index.ts'

/** Extra time of each request on a slow NAS: a disk under rebuild seeks for every one (docs/fidelity.md §1.6). */
export const slowRequestUs = 200_000

/** How long clients of a stale NAS trust cached names: the slowest documented (docs/fidelity.md §1.6). */
export const staleNamesMs = 60_000

export class NasService {
  readonly #scheduler: Scheduler
  /** Its current troubles; several may overlap. */
  readonly #troubles: ('slow' | 'hung' | 'stale')[] = []
  readonly #held: (() => void)[] = []

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler
  }

  get namesMs(): number {
    return this.#troubles.includes('stale') ? staleNamesMs : 0
  }

  /** Runs a request now, later, or once it no longer hangs. */
  serve(work: () => void): void {
    if (this.#troubles.includes('hung')) this.#held.push(work)
    else if (this.#troubles.includes('slow')) this.#scheduler.after(slowRequestUs, work)
    else work()
  }

  get isSound(): boolean {
    return this.#troubles.length === 0
  }

  suffers(how: 'slow' | 'hung' | 'stale'): boolean {
    return this.#troubles.includes(how)
  }

  fails(how: 'slow' | 'hung' | 'stale'): void {
    this.#troubles.push(how)
  }

  /** Ends one trouble, and runs the requests that it delayed. */
  recovers(how: 'slow' | 'hung' | 'stale'): void {
    this.#troubles.splice(this.#troubles.indexOf(how), 1)
    if (this.#troubles.includes('hung')) return
    for (const work of this.#held.splice(0)) this.#scheduler.after(0, work)
  }
}
