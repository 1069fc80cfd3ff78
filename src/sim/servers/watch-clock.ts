import type { Clock } from '../../engine/ports/index.ts'
import type { Kernel } from '../kernel/index.ts'

export interface Watched {
  /** Grows with every change of the folder. */
  readonly changes: () => number
}

/** Longest pause between looks, for work that the clock triggers, such as compacting. */
const quietUs = 60_000_000

/**
 * The clock of a process that polls a folder twice a second. Skips polls that cannot find anything new,
 * half a million a day. The skipped cost is not charged: some 500 bytes and three requests each. Requests
 * and later polls notice an unreachable folder.
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

  /** The last poll failed, so its result is unknown. */
  forget(): void {
    this.#seen = -1
  }

  /** Every wait is a pause between two polls. */
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
