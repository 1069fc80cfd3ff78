import type { SyncCopy } from '../../engine/replica/index.ts'
import type { WriteRecord } from './recording.ts'

export interface Attempt {
  readonly id: string
  readonly author: string
  /** Writes shown on the screen; empty for a new document. */
  readonly observed: readonly string[]
  readonly resolves: boolean
}

/** Writes in flight by copy. If the program ends meanwhile, its user checks afterwards whether they were kept. */
export class Attempts {
  readonly #byCopy = new Map<string, Map<string, Attempt>>()

  begin(copy: string, attempt: Attempt): void {
    const open = this.#byCopy.get(copy) ?? new Map<string, Attempt>()
    this.#byCopy.set(copy, open.set(attempt.id, attempt))
  }

  end(copy: string, id: string): void {
    this.#byCopy.get(copy)?.delete(id)
  }

  open(copy: string): readonly string[] {
    return [...(this.#byCopy.get(copy)?.keys() ?? [])]
  }

  /** Returns the attempts that a reopened copy holds although nobody acknowledged them. */
  found(name: string, copy: SyncCopy, nowUs: number): readonly (readonly WriteRecord[])[] {
    const open = [...(this.#byCopy.get(name)?.values() ?? [])]
    this.#byCopy.delete(name)
    if (open.length === 0) return []
    const registers = copy.state.registers()
    return open.map(({ id, author, observed, resolves }) =>
      registers.flatMap(({ address, siblings }) =>
        siblings.flatMap(({ note, canonical }): WriteRecord[] => {
          const write = {
            id,
            author,
            observed,
            resolves,
            register: address,
            value: canonical,
            copy: name,
          }
          return note === id ? [{ ...write, acknowledgedUs: nowUs }] : []
        }),
      ),
    )
  }
}
