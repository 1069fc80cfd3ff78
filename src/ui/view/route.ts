import type { FaultView, Topology } from '../../result/live-event.ts'
import { span, type Line } from './line.ts'

/** What lies between two hosts that are joined: `router wifi ─ ` or `VPN branch (down) ─ `; nothing on one machine. */
export const routeText = (
  world: { readonly topology: Topology; readonly faults: readonly FaultView[] },
  from: string,
  to: string,
): Line => {
  if (from === to) return []
  const { routers, vpns } = world.topology
  const vpn = vpns.find(
    (tunnel) => [tunnel.from, tunnel.to].includes(from) && [tunnel.from, tunnel.to].includes(to),
  )
  if (vpn !== undefined) return hop(`VPN ${vpn.id}`, isDown(world.faults, vpn.id))
  const router = routers.find(({ joins }) => joins.includes(from) && joins.includes(to))
  return router === undefined ? [] : hop(`router ${router.id}`, isDown(world.faults, router.id))
}

const hop = (name: string, down: boolean): Line => [
  span(name),
  ...(down ? [span(' (down)', 'bad')] : []),
  span(' ── ', 'quiet'),
]

const isDown = (faults: readonly FaultView[], part: string): boolean =>
  faults.some((fault) => fault.target === part && fault.toUs === null)
