import type { SyncCopy } from '../../engine/replica/index.ts'
import type { WriteRecord } from './recording.ts'

/** Something that somebody was writing, of which nobody has been told whether it is kept. */
export interface Attempt {
  readonly id: string
  readonly author: string
  /** What the screen showed; of a new document, nothing. */
  readonly observed: readonly string[]
  readonly resolves: boolean
}

/** What people are writing at this moment, by copy: whose program ends meanwhile looks afterwards whether it is there. */
export class Attempts {
  readonly #byCopy = new Map<string, Map<string, Attempt>>()

  begin(copy: string, attempt: Attempt): void {
    const open = this.#byCopy.get(copy) ?? new Map<string, Attempt>()
    this.#byCopy.set(copy, open.set(attempt.id, attempt))
  }

  end(copy: string, id: string): void {
    this.#byCopy.get(copy)?.delete(id)
  }

  /** Ids of what is being written there, and not acknowledged. */
  open(copy: string): readonly string[] {
    return [...(this.#byCopy.get(copy)?.keys() ?? [])]
  }

  /** What of it a reader of the copy finds when it is open again: kept, though nobody was told. */
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
