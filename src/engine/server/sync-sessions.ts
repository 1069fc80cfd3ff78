import type { LogId } from '../identifier/index.ts'
import type { VersionVector, VersionEntry } from '../log/index.ts'
import { DeltaContext } from '../protocol/index.ts'

/** What an instance remembers of one client's session. It may be lost at any time: then the client begins another one. */
export interface SyncSession {
  readonly incoming: DeltaContext
  readonly outgoing: DeltaContext
  /** What the client has, or was told to ask for. */
  readonly known: Map<LogId, VersionEntry>
  /** The heads of which it was told all. */
  sentVersions: VersionVector | null
  /** Ends the wait that is under way, without news. */
  stopWaiting: () => void
}

/** The sessions of one instance: no more than so many, of which the one used longest ago goes first. */
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

  /** Ends every wait: whoever waited asks again, maybe another instance. */
  stopWaiting(): void {
    for (const session of [...this.#sessions.values()]) session.stopWaiting()
  }
}
