import type { ShareSession } from '../../ports/index.ts'
import type { SyncCopy } from '../../replica/index.ts'
import { readPresenceThere } from '../presence/index.ts'

/** First and longest interval. */
export const yieldFirstMs = 5 * 60_000
export const yieldMaxMs = 2 * 60 * 60_000

/**
 * Decides when to yield a session to copies that may be refused unnoticed. If a registered copy is missing,
 * the session pauses for one retry period. It is probably just switched off, so the interval doubles each
 * time.
 */
export class SessionYield {
  #everyMs = yieldFirstMs

  isDue(sessionMs: number): boolean {
    return sessionMs >= this.#everyMs
  }

  /** Call when due. */
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
