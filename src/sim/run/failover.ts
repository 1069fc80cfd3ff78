import { defaultLinkRules } from '../../engine/replication/link/index.ts'
import type { FaultLog } from '../fault/index.ts'
import type { FailoverRecord } from '../record/index.ts'
import { detectionUsMax, retriesMax, retryAfterUs } from '../servers/balancer/index.ts'
import type { Gap } from '../servers/index.ts'
import type { World } from '../world/index.ts'

/** A copy that lost its link retries within this share of its redial time. */
const redialShareMax = 1.25

/** Time for a greeting and its answer on the slowest path, at a server that must read the file's logs first. */
const greetingMs = 5000

/** Faults of servers behind balancers, and the gaps that clients saw. Returns null without a balancer. */
export const failoverOf = (world: World, faults: FaultLog): FailoverRecord | null => {
  const { balancers = [] } = world.plan.topology
  if (balancers.length === 0) return null
  const ids = new Set(balancers.map(({ id }) => id))
  const nowUs = world.kernel.scheduler.nowUs
  return {
    detectionMs: Math.max(...balancers.map(({ check }) => detectionUsMax(check))) / 1000,
    retryMs: defaultLinkRules.redialMs * redialShareMax + (retriesMax * retryAfterUs) / 1000 + greetingMs,
    gaps: world.servers.traffic
      .gaps()
      .filter((gap) => ids.has(gap.through) && !wasOwnLineDown(world, faults, gap))
      .map((gap) => ({ ...gap, seenUntilUs: nowUs })),
    outages: faults.entries().flatMap(({ outage, fromUs, toUs, insideTransfer }) => {
      const isBalancer = outage === 'balancer'
      if (!isBalancer && outage !== 'server') return []
      return [{ fromUs, toUs, isBalancer, isInsideTransfer: insideTransfer }]
    }),
  }
}

/** A copy whose own line was down, or that found no address, did not lack the server. */
const wasOwnLineDown = ({ plan, kernel }: World, faults: FaultLog, gap: Gap): boolean => {
  const { copies, vpns } = plan.topology
  const host = copies.find(({ id }) => id === gap.copy)?.host
  const own = vpns.filter(({ from, to }) => from === host || to === host).map(({ id }) => id)
  return faults.entries().some(({ outage, target, fromUs, toUs }) => {
    const isMeanwhile =
      fromUs <= (gap.toUs ?? kernel.scheduler.nowUs) && (toUs ?? kernel.scheduler.nowUs) >= gap.fromUs
    return isMeanwhile && (outage === 'names' || (outage === 'line' && own.includes(target)))
  })
}

/** The longest gap of any copy without answers from a server or balancer, in milliseconds. */
export const longestGapMs = (world: World, faults: FaultLog): number =>
  Math.max(
    0,
    ...world.servers.traffic
      .gaps()
      .filter((gap) => !wasOwnLineDown(world, faults, gap))
      .map(({ fromUs, toUs }) => ((toUs ?? world.kernel.scheduler.nowUs) - fromUs) / 1000),
  )
