import type { Plan } from '../../plan/plan.ts'
import { type Kernel, simCauses, type Stream, streamKeys } from '../kernel/index.ts'
import type { Recorder } from '../record/index.ts'
import { heaviest } from './rendezvous.ts'

/**
 * People's picks where their items leave them open: one of their own records, or of the documents that they see.
 * Each is the heaviest candidate by a weight of its name, so a further person or candidate changes few of them.
 */
export class Picks {
  readonly #plan: Plan
  readonly #stream: Stream
  readonly #recorder: Recorder
  readonly #owned = new Map<string, ReadonlyMap<string, readonly string[]>>()

  constructor({ plan, kernel, recorder }: { plan: Plan; kernel: Kernel; recorder: Recorder }) {
    this.#plan = plan
    this.#stream = kernel.random.stream(streamKeys.pick)
    this.#recorder = recorder
  }

  /** One of the person's own records of a table, or any if they own none. Throws RangeError if there is none. */
  ownRecord(item: string, person: string, table: string): string {
    const all = this.#keysOf(table)
    const own = this.#ownedIn(table).get(person) ?? all
    const key = heaviest(own, (each) => this.#stream.unit(item, each))
    if (key === null) throw new RangeError(`there is no record in ${table}`)
    this.#recorder.picks.push({ item, picked: key })
    return key
  }

  /** Returns null if there are no candidates. */
  document<View extends { readonly name: string }>(
    item: string,
    key: string,
    candidates: readonly View[],
  ): View | null {
    const view = heaviest(candidates, ({ name }) => this.#stream.unit(key, name))
    if (view) this.#recorder.picks.push({ item, picked: view.name })
    return view
  }

  #keysOf(table: string): readonly string[] {
    return this.#plan.clientFile.tables.find((each) => each.table === table)?.keys ?? []
  }

  /** By person, the records that are theirs and nobody else's. */
  #ownedIn(table: string): ReadonlyMap<string, readonly string[]> {
    const known = this.#owned.get(table)
    if (known) return known
    const names = this.#plan.people.people.map(({ name }) => name)
    const owned = new Map<string, string[]>()
    for (const key of this.#keysOf(table)) {
      const owner = heaviest(names, (name) => this.#stream.unit(table, key, name, simCauses.by))
      if (owner !== null) owned.set(owner, [...(owned.get(owner) ?? []), key])
    }
    this.#owned.set(table, owned)
    return owned
  }
}
