import type { LogId } from '../identifier/index.ts'
import type { VersionVector, VersionEntry } from '../log/index.ts'
import { DeltaContext } from '../protocol/index.ts'

export interface SyncSession {
  readonly incoming: DeltaContext
  readonly outgoing: DeltaContext
  /** Versions that the client has, or was told to request. */
  readonly known: Map<LogId, VersionEntry>
  /** The last version vector sent in full. */
  sentVersions: VersionVector | null
  stopWaiting: () => void
}

/** Sessions of one instance, up to a limit. Evicts the least recently used. */
export class SyncSessions {
  readonly #sessions = new Map<string, SyncSession>()
  readonly #max: number

  constructor(max: number) {
    this.#max = max
  }

  begin(key: string, base: VersionVector): SyncSession {
    this.forget(key)
    const session: SyncSession = {
      incoming: new DeltaContext(),
      outgoing: new DeltaContext(),
      known: new Map(base),
      sentVersions: null,
      stopWaiting: () => {},
    }
    this.#sessions.set(key, session)
    const oldest = this.#sessions.size > this.#max ? this.#sessions.keys().next().value : undefined
    if (oldest !== undefined) this.forget(oldest)
    return session
  }

  find(key: string): SyncSession | null {
    const session = this.#sessions.get(key)
    if (!session) return null
    this.#sessions.delete(key)
    this.#sessions.set(key, session)
    return session
  }

  forget(key: string): void {
    this.#sessions.get(key)?.stopWaiting()
    this.#sessions.delete(key)
  }

  /** Ends all waits. The clients ask again, perhaps at another instance. */
  stopWaiting(): void {
    for (const session of [...this.#sessions.values()]) session.stopWaiting()
  }
}
