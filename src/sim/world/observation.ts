import { readPresence } from '../../engine/replication/presence/index.ts'
import type { ObservationRecord } from '../record/index.ts'
import type { Node } from './node.ts'
import type { World } from './world.ts'

/** Records a copy's screen and status, and its acknowledgements to its parent (S4). */
export const recordObservation = (world: World, node: Node): void => {
  world.recorder.observations.push(observationOf(world, node))
}

const observationOf = (world: World, node: Node): ObservationRecord => {
  const { spec, incarnation, copy } = node
  const { deliveries, attempts } = world.recorder
  // The screen shows writes in flight, but nothing promised them yet.
  const typed = new Set(attempts.open(spec.id))
  return {
    copy: spec.id,
    incarnation,
    atUs: world.kernel.scheduler.nowUs,
    applied: new Set([...deliveries.appliedAt(spec.id)].filter((id) => !typed.has(id))),
    received: Object.fromEntries([...copy.logs.versions()].map(([logId, { seq }]) => [logId, seq])),
    acknowledged: acknowledgedAbove(world, node),
  }
}

const acknowledgedAbove = (world: World, { spec, copy }: Node): Readonly<Record<string, number>> => {
  if (spec.parent === null) return {}
  const above = world.processes.shareOf(spec.parent)
  const isOff = world.nodes.some(({ spec: { id }, isRunning }) => id === spec.parent && !isRunning)
  if (isOff || !world.network.isUp(above.host)) return {}
  const presenceRecords = readPresence(above.disk)
  return presenceRecords.find(({ log: logId }) => logId === copy.identity.line)?.report?.acknowledged ?? {}
}
