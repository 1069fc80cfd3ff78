import type { Clock } from '../ports/index.ts'
import { Refused } from '../protocol/index.ts'
import type { PublishedFile } from './published-file.ts'
import type { ServerLimits } from './server-limits.ts'
import type { SyncSession } from './sync-sessions.ts'

/** Clients waiting for changes, each for a bounded time. */
export class LongPolls {
  readonly #clock: Clock
  readonly #limits: ServerLimits
  #count = 0
  #isDraining = false

  constructor(clock: Clock, limits: ServerLimits) {
    this.#clock = clock
    this.#limits = limits
  }

  drain(): void {
    this.#isDraining = true
  }

  /**
   * Waits for changes after the first `seenCount`. Returns false on timeout, or if another request of the
   * session takes over.
   */
  async change(
    file: PublishedFile,
    session: SyncSession,
    waitMs: number,
    seenCount: number,
  ): Promise<boolean> {
    if (file.changes.count !== seenCount) return true
    if (this.#isDraining || waitMs <= 0) return false
    if (this.#count >= this.#limits.waitingMax)
      throw new Refused(
        'too-many',
        `${this.#count} clients wait for changes, and no more are accepted`,
        file.fileName,
        'Ask without waiting, or try again later.',
      )
    this.#count += 1
    try {
      return await this.#changed(file, session, waitMs)
    } finally {
      this.#count -= 1
    }
  }

  #changed(file: PublishedFile, session: SyncSession, waitMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (isChanged: boolean): void => {
        cancel()
        unlisten()
        session.stopWaiting = () => {}
        resolve(isChanged)
      }
      const cancel = this.#clock.after(waitMs, () => end(false))
      const unlisten = file.changes.add(() => end(true))
      session.stopWaiting = () => end(false)
    })
  }
}
