import { parts } from '../../plan/definitions/part/index.ts'
import { lanesOf } from './joint.ts'
import { createLane, type Lane } from './lane.ts'

/** A star: each host has a cable with two directions, and everything crosses the inner lane. */
export const routerLanes = lanesOf(
  parts.router,
  ({ joins: hostIds, bytesPerSecond, capacityBytesPerSecond }) => {
    const inside = createLane(capacityBytesPerSecond)
    const ups = new Map(hostIds.map((hostId) => [hostId, createLane(bytesPerSecond)]))
    const downs = new Map(hostIds.map((hostId) => [hostId, createLane(bytesPerSecond)]))
    const lanes = (from: string, to: string): readonly Lane[] | null => {
      const up = ups.get(from)
      const down = downs.get(to)
      return up && down ? [up, inside, down] : null
    }
    return { hostIds, lanes }
  },
)
