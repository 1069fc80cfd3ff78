import type { HealthCheck } from '../../../plan/server-topology.ts'

/**
 * How a balancer thinks of a server, as HAProxy counts it (docs/fidelity.md §3.1): a score up to `rise + fall - 1`, and the server is up
 * from `rise` on.
 */
export interface Health {
  readonly score: number
}

type Rules = Pick<HealthCheck, 'rise' | 'fall'>

/** At its start a balancer takes a server as up, and as down at the first check that says so. */
export const firstHealth = ({ rise }: Rules): Health => ({ score: rise })

export const isUp = ({ score }: Health, { rise }: Rules): boolean => score >= rise

/** Pure: one check later. `fall` failures in a row take a server down, `rise` successes bring it back; one heals one that is up. */
export const healthAfter = ({ score }: Health, isAnswered: boolean, { rise, fall }: Rules): Health => {
  const best = rise + fall - 1
  if (!isAnswered) return { score: score > rise ? score - 1 : 0 }
  const better = Math.min(best, score + 1)
  return { score: better >= rise ? best : better }
}

/**
 * The longest from a server's death to the last check that it takes: it dies right after a check answered, each check is made
 * `everyUs` after the one before it ended, and lasts for the whole timeout where the machine is silent.
 */
export const detectionUsMax = ({ everyUs, fall, timeoutUs }: HealthCheck): number =>
  fall * (everyUs + timeoutUs)
