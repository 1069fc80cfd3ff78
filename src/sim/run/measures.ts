import { waitingBoundMs } from '../../engine/replication/link/index.ts'
import type { Measures } from '../../result/run-record.ts'
import { expectedConflicts } from '../check/index.ts'
import type { FaultLog } from '../fault/index.ts'
import type { WaitRecord } from '../record/index.ts'
import type { World } from '../world/index.ts'
import { accessMeasuresOf } from './access-measures.ts'
import { failoverOf, longestGapMs } from './failover.ts'
import { pickAgreement } from './pick-agreement.ts'

/** The largest computed waiting bound of all hosts. Returns null if no host has a limit. */
export const waitBoundMs = (world: World): number | null => {
  const bounds = [...world.tables.values()].flatMap(({ host, limit }) => {
    const copies = visitorsOf(world, host).length
    const bound = copies === 0 ? null : waitingBoundMs({ copies, limit }, world.turns)
    return bound === null ? [] : [bound]
  })
  return bounds.length === 0 ? null : Math.max(...bounds)
}

export const visitorsOf = (world: World, host: string): readonly string[] => {
  const { copies } = world.plan.topology
  const here = new Set(copies.flatMap((copy) => (copy.host === host ? [copy.id] : [])))
  return world.nodes.flatMap(({ spec: { id, parent } }) => (parent !== null && here.has(parent) ? [id] : []))
}

export const waitersOf = (world: World): ReadonlySet<string> =>
  new Set(
    [...world.tables.values()].flatMap(({ host, limit }) => (limit === null ? [] : visitorsOf(world, host))),
  )

export const measuresOf = (world: World, faults: FaultLog): Measures => {
  const { recorder, network, plan } = world
  const expected = expectedConflicts(recorder.writes, world.files)
  const waits = [...finishedWaits(world), ...openWaits(world).map(({ waitedMs }) => waitedMs)]
  return {
    editsMade: recorder.editsMade,
    editsDelivered: recorder.deliveries.count,
    editsPerVirtualMinute: round(recorder.deliveries.count / (plan.endsAtUs / 60_000_000), 2),
    bytesSent: network.bytesSent,
    conflicts: { ...foundConflicts(world), expected: expected.open + expected.resolved },
    timeToVisibleMs: percentiles(recorder.deliveries.visibleMs),
    sessions: sessionsOf(world),
    picks: pickAgreement(world),
    refusals: recorder.refusals.length,
    longestTurnWaitMs: Math.round(Math.max(0, ...waits)),
    turnWaitBoundMs: roundOrNull(waitBoundMs(world)),
    ...serverMeasures(world, faults),
    ...(world.access ? { access: accessMeasuresOf(world.access) } : {}),
  }
}

const sessionsOf = (world: World): Measures['sessions'] => {
  const { host, max, limit } = nearestToLimit(world)
  return { host, max, limit }
}

const serverMeasures = (world: World, faults: FaultLog): Pick<Measures, 'servers'> => {
  const { traffic, instances } = world.servers
  if (instances.size === 0) return {}
  const { requests, bytes, lost } = traffic
  const failover = failoverOf(world, faults)
  const gapBoundMs = failover && failover.detectionMs + failover.retryMs
  const gaps = traffic.gaps().length
  const longest = Math.round(longestGapMs(world, faults))
  return {
    servers: { requests, bytes, lost, gaps, longestGapMs: longest, gapBoundMs: roundOrNull(gapBoundMs) },
  }
}

export const foundConflicts = (world: World): { open: number; resolved: number } => {
  const found = { open: 0, resolved: 0 }
  for (const copies of world.files) {
    const state = world.nodes.find(({ spec }) => copies.includes(spec.id))?.copy.state
    const open = new Set(state?.conflicts().map(({ address }) => address))
    const resolved = world.recorder.writes.flatMap(({ resolves, register, copy }) =>
      resolves && !open.has(register) && copies.includes(copy) ? [register] : [],
    )
    found.open += open.size
    found.resolved += new Set(resolved).size
  }
  return found
}

const finishedWaits = (world: World): number[] => {
  const waiters = waitersOf(world)
  const isBounded = waiters.size > 0
  return world.recorder.waits.flatMap(({ copy, waitedMs }) =>
    !isBounded || waiters.has(copy) ? [waitedMs] : [],
  )
}

export const openWaits = (world: World): WaitRecord[] => {
  const waiters = waitersOf(world)
  return world.nodes.flatMap(({ spec, linkManager }) => {
    const isWaiting = linkManager?.dueSinceMs !== null && (waiters.size === 0 || waiters.has(spec.id))
    const waitedMs = isWaiting ? world.recorder.waitingMs(spec.id, world.kernel.scheduler.nowUs) : null
    return waitedMs === null ? [] : [{ copy: spec.id, waitedMs, isOver: false }]
  })
}

interface Visited {
  readonly host: string
  readonly open: number
  readonly max: number
  readonly limit: number | null
}

/** The limited host closest to its limit. If no host has a limit, the endpoint with the most connections. */
export const nearestToLimit = (world: World): Omit<Visited, 'host'> & { readonly host: string | null } => {
  const tables = [...world.tables.values()]
  const endpoints = [...world.servers.traffic.sessions].map(([host, each]) => ({
    host,
    limit: null,
    ...each,
  }))
  const limited = tables.filter(({ limit }) => limit !== null)
  const candidates: readonly Visited[] = limited.length > 0 ? limited : [...tables, ...endpoints]
  const [nearest] = candidates.toSorted(
    (a, b) => b.max / (b.limit ?? 1) - a.max / (a.limit ?? 1) || (a.host < b.host ? -1 : 1),
  )
  if (!nearest) return { host: null, open: 0, max: 0, limit: null }
  const { host, open, max, limit } = nearest
  return { host, open, max, limit }
}

const percentiles = (samples: readonly number[]): Measures['timeToVisibleMs'] => {
  const sorted = Float64Array.from(samples).sort()
  const at = (share: number): number | null => {
    const sample = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
    return sample === undefined ? null : round(sample, 1)
  }
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

const round = (value: number, digits: number): number => {
  const scale = 10 ** digits
  return Math.round(value * scale) / scale
}

const roundOrNull = (value: number | null): number | null => (value === null ? null : Math.round(value))
