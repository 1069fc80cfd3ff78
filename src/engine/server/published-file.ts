import type { Range } from '../codec/index.ts'
import type { VersionVector, Histories } from '../log/index.ts'
import type { ArbiterSession, Cancel } from '../ports/index.ts'

export interface PublishedFile {
  readonly fileId: string
  readonly fileName: string
  /** All local histories. {@link versions} tells how far they are durable and published. */
  readonly logs: Histories
  readonly folder: ArbiterSession
  /** Returns the same map until a change. Rejects with DiskTrouble or ExchangeInterrupted. */
  versions(): Promise<VersionVector>
  /**
   * Ingests a client's events with their versions. Resolves once durable, with the reasons for refused
   * events. Rejects with DiskTrouble or ExchangeInterrupted. The client may then resend.
   */
  ingest(ranges: readonly Range[], versions: VersionVector): Promise<readonly string[]>
  /** Resolves once readers of the folder see all ingested events. */
  showAll(): Promise<void>
  readonly changes: Listeners
}

/** Notifies listeners in the order of their registration. */
export class Listeners {
  readonly #listeners = new Set<() => void>()
  #count = 0

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
