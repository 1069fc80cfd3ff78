import type { HealthCheck } from '../../../plan/definitions/part/load-balancer.ts'

/**
 * A balancer's opinion of a server, as HAProxy counts it (docs/fidelity.md §3.1). The score goes up to `rise + fall -
 * 1`, and the server is up from `rise` on.
 */
export interface Health {
  readonly score: number
}

type Rules = Pick<HealthCheck, 'rise' | 'fall'>

/** A starting balancer takes a server as up, until its first failed check. */
export const firstHealth = ({ rise }: Rules): Health => ({ score: rise })

export const isUp = ({ score }: Health, { rise }: Rules): boolean => score >= rise

/**
 * Pure: the health after one check. `fall` failures in a row take a server down, and `rise` successes bring it back.
 * One success fully restores a server that is up.
 */
export const healthAfter = ({ score }: Health, isAnswered: boolean, { rise, fall }: Rules): Health => {
  const best = rise + fall - 1
  if (!isAnswered) return { score: score > rise ? score - 1 : 0 }
  const better = Math.min(best, score + 1)
  return { score: better >= rise ? best : better }
}

/**
 * Longest time from a server's death to its detection. It dies right after an answered check. Each check starts
 * `everyUs` after the last one ended, and a silent machine costs the whole timeout.
 */
export const detectionUsMax = ({ everyUs, fall, timeoutUs }: HealthCheck): number =>
  fall * (everyUs + timeoutUs)
