import type { Router, Vpn } from '../../plan/topology.ts'
import { createLane, type Lane } from './lane.ts'

export interface Part {
  readonly id: string
  up: boolean
}

export interface Joint {
  readonly part: Part
  readonly hostIds: readonly string[]
  readonly latencyUs: number
  /** The lanes from one joined host to another. Returns null if it does not join both. */
  lanes(from: string, to: string): readonly Lane[] | null
}

/** A star: each host has a cable with two directions, and everything crosses the inner lane. */
export const joinByRouter = (router: Router, part: Part): Joint => {
  const { joins, bytesPerSecond, latencyUs } = router
  const inside = createLane(router.capacityBytesPerSecond)
  const ups = new Map(joins.map((hostId) => [hostId, createLane(bytesPerSecond)]))
  const downs = new Map(joins.map((hostId) => [hostId, createLane(bytesPerSecond)]))
  const lanes = (from: string, to: string): readonly Lane[] | null => {
    const up = ups.get(from)
    const down = downs.get(to)
    return up && down ? [up, inside, down] : null
  }
  return { part, hostIds: joins, latencyUs, lanes }
}

export const joinByVpn = (vpn: Vpn, part: Part): Joint => {
  const forth = createLane(vpn.bytesPerSecond)
  const back = createLane(vpn.bytesPerSecond)
  const lanes = (from: string, to: string): readonly Lane[] | null => {
    if (from === vpn.from && to === vpn.to) return [forth]
    return from === vpn.to && to === vpn.from ? [back] : null
  }
  return { part, hostIds: [vpn.from, vpn.to], latencyUs: vpn.latencyUs, lanes }
}
