import type { Clock } from '../../engine/ports/index.ts'
import type { Kernel } from '../kernel/index.ts'

/** What tells whether a look into a folder could find anything. */
export interface Watched {
  /** Grows with every change of the folder. */
  readonly changes: () => number
}

/** However quiet it is, somebody looks so often: for what is done by the clock, such as compacting. */
const quietUs = 60_000_000

/**
 * The clock of a program that looks into a folder twice a second. A look that would find the folder as the last one left it
 * is not made: it would read the same marks and change nothing, and a day has half a million of them. What it would have cost the
 * network and the machines, some 500 bytes and three requests, is not counted; that the folder cannot be reached is noticed by requests,
 * as it is by the looks after them.
 */
export class WatchClock implements Clock {
  readonly #kernel: Kernel
  readonly #watched: Watched
  readonly #isAlive: () => boolean
  #seen = -1
  #polledUs = 0

  constructor(kernel: Kernel, watched: Watched, isAlive: () => boolean) {
    this.#kernel = kernel
    this.#watched = watched
    this.#isAlive = isAlive
  }

  nowMs(): number {
    return this.#kernel.nowMs()
  }

  /** The last look failed: what it would have found is not known. */
  forget(): void {
    this.#seen = -1
  }

  /** Every wait is one between two looks. */
  after(delayMs: number, wake: () => void): () => void {
    const { scheduler } = this.#kernel
    const poll = (): void => {
      if (!this.#isAlive()) return
      if (!this.#isDue()) {
        cancel = scheduler.after(delayMs * 1000, poll)
        return
      }
      this.#seen = this.#watched.changes()
      this.#polledUs = scheduler.nowUs
      this.#kernel.wake()
      wake()
    }
    let cancel = scheduler.after(delayMs * 1000, poll)
    return () => cancel()
  }

  #isDue(): boolean {
    return this.#watched.changes() !== this.#seen || this.#kernel.scheduler.nowUs - this.#polledUs >= quietUs
  }
}
