import type { LineId } from '../identifier/index.ts'
import type { Heads, HeadsEntry } from '../log/index.ts'
import { BriefContext } from '../protocol/index.ts'

/** What an instance remembers of one client's session. It may be lost at any time: then the client begins another one. */
export interface Session {
  readonly incoming: BriefContext
  readonly outgoing: BriefContext
  /** What the client has, or was told to ask for. */
  readonly known: Map<LineId, HeadsEntry>
  /** The heads of which it was told all. */
  toldAll: Heads | null
  /** Ends the wait that is under way, without news. */
  stopWaiting: () => void
}

/** The sessions of one instance: no more than so many, of which the one used longest ago goes first. */
export class Sessions {
  readonly #sessions = new Map<string, Session>()
  readonly #max: number

  constructor(max: number) {
    this.#max = max
  }

  begin(key: string, base: Heads): Session {
    this.forget(key)
    const session: Session = {
      incoming: new BriefContext(),
      outgoing: new BriefContext(),
      known: new Map(base),
      toldAll: null,
      stopWaiting: () => {},
    }
    this.#sessions.set(key, session)
    const oldest = this.#sessions.size > this.#max ? this.#sessions.keys().next().value : undefined
    if (oldest !== undefined) this.forget(oldest)
    return session
  }

  find(key: string): Session | null {
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
