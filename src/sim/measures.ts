import { waitingBoundMs } from '../engine/index.ts'
import type { Measures } from '../result/run-record.ts'
import { countConflicts } from './check/oracle.ts'
import type { WaitRecord } from './check/recording.ts'
import type { World } from './world.ts'

/** The computed waiting bound of the host where copies wait longest, or null where no host has a limit. */
export const waitBoundMs = (world: World): number | null => {
  const bounds = [...world.tables.values()].flatMap(({ host, limit }) => {
    const copies = visitorsOf(world, host).length
    const bound = copies === 0 ? null : waitingBoundMs({ copies, limit }, world.turns)
    return bound === null ? [] : [bound]
  })
  return bounds.length === 0 ? null : Math.max(...bounds)
}

/** The copies that work with a folder on this host from elsewhere. */
export const visitorsOf = (world: World, host: string): readonly string[] => {
  const { copies } = world.plan.topology
  const here = new Set(copies.flatMap((copy) => (copy.host === host ? [copy.id] : [])))
  return world.stations.flatMap(({ spec: { id, parent } }) =>
    parent !== null && here.has(parent) ? [id] : [],
  )
}

/** Copies whose host has a limit: the only ones whose waits are bounded by turns. */
export const waitersOf = (world: World): ReadonlySet<string> =>
  new Set(
    [...world.tables.values()].flatMap(({ host, limit }) => (limit === null ? [] : visitorsOf(world, host))),
  )

export const measuresOf = (world: World): Measures => {
  const { recorder, network, plan } = world
  const expected = countConflicts(recorder.writes)
  const waits = [...finishedWaits(world), ...openWaits(world).map(({ waitedMs }) => waitedMs)]
  return {
    editsMade: recorder.editsMade,
    editsDelivered: recorder.deliveries.count,
    editsPerVirtualMinute: round(recorder.deliveries.count / (plan.endsAtUs / 60_000_000), 2),
    bytesSent: network.bytesSent,
    conflicts: { ...foundConflicts(world), expected: expected.open + expected.resolved },
    timeToVisibleMs: percentiles(recorder.deliveries.visibleMs),
    sessions: nearestToLimit(world),
    refusals: recorder.refusals.length,
    longestTurnWaitMs: Math.round(Math.max(0, ...waits)),
    turnWaitBoundMs: roundOrNull(waitBoundMs(world)),
  }
}

/** What the engine lists at the end, and what was resolved and is settled there. */
export const foundConflicts = (world: World): { open: number; resolved: number } => {
  const state = world.stations[0]?.copy.state
  const open = new Set(state?.conflicts().map(({ address }) => address))
  const resolved = new Set(
    world.recorder.writes.flatMap(({ resolves, register }) =>
      resolves && !open.has(register) ? [register] : [],
    ),
  )
  return { open: open.size, resolved: resolved.size }
}

const finishedWaits = (world: World): number[] => {
  const waiters = waitersOf(world)
  const isBounded = waiters.size > 0
  return world.recorder.waits.flatMap(({ copy, waitedMs }) =>
    !isBounded || waiters.has(copy) ? [waitedMs] : [],
  )
}

/** Waits that have not come to an end, and whose they are. */
export const openWaits = (world: World): WaitRecord[] => {
  const waiters = waitersOf(world)
  return world.stations.flatMap(({ spec, keeper }) => {
    const isWaiting = keeper?.dueSinceMs !== null && (waiters.size === 0 || waiters.has(spec.id))
    const waitedMs = isWaiting ? world.recorder.waitingMs(spec.id, world.kernel.agenda.nowUs) : null
    return waitedMs === null ? [] : [{ copy: spec.id, waitedMs, isOver: false }]
  })
}

/** The limited host that came nearest its limit; where none has one, the host that held most. */
export const nearestToLimit = (world: World): { host: string | null; max: number; limit: number | null } => {
  const tables = [...world.tables.values()]
  const limited = tables.filter(({ limit }) => limit !== null)
  const candidates = limited.length > 0 ? limited : tables
  const [nearest] = candidates.toSorted(
    (a, b) => b.max / (b.limit ?? 1) - a.max / (a.limit ?? 1) || (a.host < b.host ? -1 : 1),
  )
  return nearest
    ? { host: nearest.host, max: nearest.max, limit: nearest.limit }
    : { host: null, max: 0, limit: null }
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
