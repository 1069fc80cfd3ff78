import type { Clock } from '../../engine/ports/index.ts'
import { type ChangeFeed, type NoAnswer, StoreTrouble } from '../ports/index.ts'
import type { BranchStore } from '../store/index.ts'

export interface ReplicatorRules {
  /** Polling interval (docs/fidelity.md §4.1: 5 s). */
  readonly pollMs: number
  /** Most changes in one answer (docs/fidelity.md §4.1: 500 transactions). */
  readonly changesMax: number
  /** Most facts in one page of the initial load. */
  readonly factsMax: number
}

export const defaultReplicatorRules: ReplicatorRules = { pollMs: 5000, changesMax: 500, factsMax: 1000 }

export type FeedHealth =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'in-contact'; readonly atMs: number }
  /** `denied`: the centre refuses this branch. */
  | {
      readonly kind: 'cut-off'
      readonly sinceMs: number
      readonly detail: string
      readonly why: NoAnswer['kind']
    }
  | { readonly kind: 'trouble'; readonly trouble: StoreTrouble }

export interface ReplicatorParts {
  readonly branch: BranchStore
  readonly feed: ChangeFeed
  readonly clock: Clock
  readonly rules?: ReplicatorRules
}

/** Copies changes from the centre to a branch while open. */
export class Replicator {
  readonly #branch: BranchStore
  readonly #feed: ChangeFeed
  readonly #clock: Clock
  readonly #rules: ReplicatorRules
  #health: FeedHealth = { kind: 'not-asked' }
  #isClosed = false
  #running: Promise<void> = Promise.resolve()
  #wakeUp: () => void = () => {}

  constructor({ branch, feed, clock, rules }: ReplicatorParts) {
    this.#branch = branch
    this.#feed = feed
    this.#clock = clock
    this.#rules = rules ?? defaultReplicatorRules
  }

  get health(): FeedHealth {
    return this.#health
  }

  open(): void {
    this.#running = this.#run()
  }

  /** Stops for good. Resolves once the current poll has ended. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#wakeUp()
    await this.#running
  }

  async catchUp(): Promise<FeedHealth> {
    try {
      while (!this.#isClosed && (await this.#ask()));
    } catch (trouble) {
      if (!(trouble instanceof StoreTrouble)) throw trouble
      this.#health = { kind: 'trouble', trouble }
    }
    return this.#health
  }

  async #run(): Promise<void> {
    while (!this.#isClosed) {
      await this.catchUp()
      if (!this.#isClosed) await this.#pause()
    }
  }

  /** Returns true if more can be requested at once. */
  async #ask(): Promise<boolean> {
    const request = this.#branch.next()
    const answer =
      request.ask === 'page'
        ? await this.#feed.page(request.after, this.#rules.factsMax)
        : await this.#feed.changes(request.after, this.#rules.changesMax)
    if (answer.kind === 'unreachable' || answer.kind === 'denied') return this.#cutOff(answer)
    const taken = this.#branch.take(answer)
    if (taken === 'does-not-fit')
      throw new StoreTrouble('broken', 'what the centre sent does not continue what is here')
    this.#reached()
    if (answer.kind !== 'changes') return taken === 'taken'
    return taken === 'taken' && (answer.changes.at(-1)?.position ?? answer.latest) < answer.latest
  }

  // Stored, since other programs read it. Written only if changed, so that a quiet hour writes nothing.
  #cutOff({ kind, detail }: NoAnswer): false {
    const known = this.#branch.cutOff()
    const sinceMs = known?.sinceMs ?? this.#clock.nowMs()
    if (known?.detail !== detail) this.#branch.noteCutOff({ sinceMs, detail })
    this.#health = { kind: 'cut-off', sinceMs, detail, why: kind }
    return false
  }

  #reached(): void {
    if (this.#health.kind !== 'in-contact' && this.#branch.cutOff()) this.#branch.noteCutOff(null)
    this.#health = { kind: 'in-contact', atMs: this.#clock.nowMs() }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(this.#rules.pollMs, resolve)
      this.#wakeUp = () => {
        cancel()
        resolve()
      }
    })
  }
}
