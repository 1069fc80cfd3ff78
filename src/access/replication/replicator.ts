import type { Clock } from '../../engine/ports/index.ts'
import { type ChangeFeed, type NoAnswer, StoreTrouble } from '../ports/index.ts'
import type { BranchStore } from '../store/index.ts'

export interface ReplicatorRules {
  /** Between two looks at the centre (docs/fidelity.md §4.1: 5 s). */
  readonly pollMs: number
  /** Changes of one answer (docs/fidelity.md §4.1: 500 transactions). */
  readonly changesMax: number
  /** Facts of one page of a fill. */
  readonly factsMax: number
}

export const defaultReplicatorRules: ReplicatorRules = { pollMs: 5000, changesMax: 500, factsMax: 1000 }

/** What came of the last look at the centre. */
export type FeedHealth =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'heard'; readonly atMs: number }
  /** `denied`: the centre answers, and gives this branch nothing. */
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

/** Runs at a branch: brings what changed at the centre, for as long as it is open. */
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

  /** For good; resolves when what was under way is done. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#wakeUp()
    await this.#running
  }

  /** Asks until there is nothing more, or nobody answers. */
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

  /** Whether there is more to ask for at once. */
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

  // Noted in the store, which others ask too; only where it is news, so that a quiet hour writes nothing.
  #cutOff({ kind, detail }: NoAnswer): false {
    const known = this.#branch.cutOff()
    const sinceMs = known?.sinceMs ?? this.#clock.nowMs()
    if (known?.detail !== detail) this.#branch.noteCutOff({ sinceMs, detail })
    this.#health = { kind: 'cut-off', sinceMs, detail, why: kind }
    return false
  }

  #reached(): void {
    if (this.#health.kind !== 'heard' && this.#branch.cutOff()) this.#branch.noteCutOff(null)
    this.#health = { kind: 'heard', atMs: this.#clock.nowMs() }
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
