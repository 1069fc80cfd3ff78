import type { Range } from '../codec/index.ts'
import type { VersionVector, Histories } from '../log/index.ts'
import type { ArbiterSession, Cancel } from '../ports/index.ts'

/** A client file as a server gives it out: a folder that it opened, or a copy that is open in the same program. */
export interface PublishedFile {
  readonly fileId: string
  readonly fileName: string
  /** All lines that are here. What of them is durable, and may be shown, {@link versions} says. */
  readonly logs: Histories
  /** For documents, cards and leases. */
  readonly folder: ArbiterSession
  /** The same map as long as nothing has changed. Rejects with DiskTrouble or ExchangeInterrupted. */
  versions(): Promise<VersionVector>
  /**
   * Takes in what a client brought, with the heads that it brought it with. Durable when it resolves, with the reasons of
   * what was not let in. Rejects with DiskTrouble or ExchangeInterrupted: then it may be brought again.
   */
  ingest(ranges: readonly Range[], versions: VersionVector): Promise<readonly string[]>
  /** Resolves when whoever looks into the folder alone finds all that was let in. */
  showAll(): Promise<void>
  /** Tells whenever there may be other heads, and how often that was so far. */
  readonly changes: Listeners
}

/** Listeners, told in the order in which they came. */
export class Listeners {
  readonly #listeners = new Set<() => void>()
  #count = 0

  /** How often it was told. */
  get count(): number {
    return this.#count
  }

  add(listener: () => void): Cancel {
    const own = (): void => listener()
    this.#listeners.add(own)
    return () => void this.#listeners.delete(own)
  }

  emit(): void {
    this.#count += 1
    for (const listener of [...this.#listeners]) listener()
  }
}
