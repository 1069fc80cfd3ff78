import { must } from '../invariant.ts'
import type { SerialQueue } from './serial-queue.ts'

export type CommitOutcome<R> =
  | { readonly kind: 'done'; readonly value: R }
  | { readonly kind: 'failed'; readonly trouble: unknown }

interface Pending<T, R> {
  readonly item: T
  readonly finish: (outcome: CommitOutcome<R>) => void
}

/**
 * Commits all items that arrive during the previous commit together, with one flush. A failed commit fails
 * every item.
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
      (outcomes) => (index: number) => must(outcomes[index], 'every item has an outcome'),
      (trouble: unknown) => () => ({ kind: 'failed', trouble }) as const,
    )
    for (const [index, { finish }] of all.entries()) finish(outcome(index))
  }
}
