import type { ShareSession } from '../../ports/index.ts'
import type { SyncCopy } from '../../replica/index.ts'
import { readPresenceThere } from '../presence/index.ts'

/** The first time that a session is given back to see whether somebody waits, and the longest between two such times. */
export const yieldFirstMs = 5 * 60_000
export const yieldMaxMs = 2 * 60 * 60_000

/**
 * When to let go of a session of which nobody needs to be let go as far as is known. A host whose limit nobody knows may
 * refuse a copy for as long as those who are linked stay, and none of them would ever hear of it: so where a copy is missing that
 * hangs there too, the session is given back for as long as a refused one takes to try again. It is probably just
 * switched off, so each time the next one is twice as far away.
 */
export class SessionYield {
  #everyMs = yieldFirstMs

  /** Whether the session has lasted long enough, so that it is worth asking who is missing. */
  isDue(sessionMs: number): boolean {
    return sessionMs >= this.#everyMs
  }

  /** Asks the host's folder; to be called when it is due. */
  async isSomebodyMissing(session: ShareSession, copy: SyncCopy): Promise<boolean> {
    const { hierarchy } = copy.state
    const own = copy.identity.line
    const host = hierarchy.registration(own)?.hangsUnder ?? null
    const records = await readPresenceThere(session)
    const linked = new Set(records.filter(({ leftMs }) => leftMs === null).map(({ log: logId }) => logId))
    this.#everyMs = Math.min(yieldMaxMs, this.#everyMs * 2)
    return hierarchy
      .registrations()
      .some(
        ({ log: logId, hangsUnder }) =>
          logId !== own &&
          hangsUnder === host &&
          host !== null &&
          !hierarchy.hasEnded(logId) &&
          !linked.has(logId),
      )
  }
}
