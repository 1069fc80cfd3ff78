import { must } from '../invariant.ts'
import type { SerialQueue } from './serial-queue.ts'

/** What became of one of those that were carried out together. */
export type CommitOutcome<R> =
  | { readonly kind: 'done'; readonly value: R }
  | { readonly kind: 'failed'; readonly trouble: unknown }

interface Pending<T, R> {
  readonly item: T
  readonly finish: (outcome: CommitOutcome<R>) => void
}

/**
 * What comes while the turn before lasts is carried out in one turn: one flush is all of theirs, as in a journal. What the
 * turn itself fails with is every one's.
 */
export class GroupCommit<T, R> {
  readonly #queue: SerialQueue
  readonly #commit: (all: readonly T[]) => Promise<readonly CommitOutcome<R>[]>
  #pending: Pending<T, R>[] = []

  constructor(queue: SerialQueue, commit: (all: readonly T[]) => Promise<readonly CommitOutcome<R>[]>) {
    this.#queue = queue
    this.#commit = commit
  }

  submit(item: T): Promise<R> {
    return new Promise((resolve, reject) => {
      const finish = (outcome: CommitOutcome<R>): void =>
        outcome.kind === 'done' ? resolve(outcome.value) : reject(outcome.trouble)
      this.#pending.push({ item, finish })
      if (this.#pending.length === 1) void this.#queue.run(() => this.#commitPending())
    })
  }

  async #commitPending(): Promise<void> {
    const all = this.#pending
    this.#pending = []
    const outcome = await this.#commit(all.map(({ item }) => item)).then(
      (outcomes) => (index: number) => must(outcomes[index], 'each of them came to something'),
      (trouble: unknown) => () => ({ kind: 'failed', trouble }) as const,
    )
    for (const [index, { finish }] of all.entries()) finish(outcome(index))
  }
}
