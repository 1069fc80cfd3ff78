import { must } from '../invariant.ts'
import type { Turns } from './turns.ts'

/** What became of one of those that were carried out together. */
export type Settled<R> =
  | { readonly kind: 'done'; readonly value: R }
  | { readonly kind: 'failed'; readonly trouble: unknown }

interface Waiting<T, R> {
  readonly what: T
  readonly settle: (settled: Settled<R>) => void
}

/**
 * What comes while the turn before lasts is carried out in one turn: one flush is all of theirs, as in a journal. What the
 * turn itself fails with is every one's.
 */
export class Together<T, R> {
  readonly #turns: Turns
  readonly #act: (all: readonly T[]) => Promise<readonly Settled<R>[]>
  #waiting: Waiting<T, R>[] = []

  constructor(turns: Turns, act: (all: readonly T[]) => Promise<readonly Settled<R>[]>) {
    this.#turns = turns
    this.#act = act
  }

  take(what: T): Promise<R> {
    return new Promise((resolve, reject) => {
      const settle = (settled: Settled<R>): void =>
        settled.kind === 'done' ? resolve(settled.value) : reject(settled.trouble)
      this.#waiting.push({ what, settle })
      if (this.#waiting.length === 1) void this.#turns.take(() => this.#takeAll())
    })
  }

  async #takeAll(): Promise<void> {
    const all = this.#waiting
    this.#waiting = []
    const outcome = await this.#act(all.map(({ what }) => what)).then(
      (settled) => (index: number) => must(settled[index], 'each of them came to something'),
      (trouble: unknown) => () => ({ kind: 'failed', trouble }) as const,
    )
    for (const [index, { settle }] of all.entries()) settle(outcome(index))
  }
}
