import type { FaultView, Topology } from '../../result/live-event.ts'
import { span, type Line } from './text-line.ts'

interface World {
  readonly topology: Topology
  readonly faults: readonly FaultView[]
}

/**
 * The path from a copy to the one that it hangs under: `router wifi ── ` or `VPN branch (down) ── `.
 * Through servers: `HTTPS balancer: web-1 (down), web-2 ── `. Empty on one machine.
 */
export const routeText = (
  world: World,
  parentHost: string,
  child: { readonly host: string; readonly through?: string | undefined },
): Line => {
  if (child.through !== undefined) return throughServers(world, child.through)
  if (parentHost === child.host) return []
  const { routers, vpns, lteLinks = [] } = world.topology
  const joins = (hosts: readonly string[]): boolean =>
    hosts.includes(parentHost) && hosts.includes(child.host)
  const vpn = vpns.find((tunnel) => joins([tunnel.from, tunnel.to]))
  if (vpn !== undefined) return hop([named(world, `VPN ${vpn.id}`, [vpn.id])])
  const lte = lteLinks.find((each) => joins([...each.from, each.to]))
  if (lte !== undefined) return hop([named(world, `LTE ${lte.id}`, [lte.id])])
  const router = routers.find((each) => joins(each.joins))
  return router === undefined ? [] : hop([named(world, `router ${router.id}`, [router.id])])
}

const throughServers = (world: World, endpoint: string): Line => {
  const { instances = [], balancers = [] } = world.topology
  const balancer = balancers.find(({ id }) => id === endpoint)
  const servers = (balancer?.instances ?? [endpoint]).map((id) => {
    const host = instances.find((each) => each.id === id)?.host ?? id
    return named(world, id, [id, host])
  })
  const before = balancer ? [named(world, `HTTPS ${endpoint}`, [endpoint]), [span(': ')]] : [[span('HTTPS ')]]
  return hop([
    ...before,
    ...servers.flatMap((server, index) => (index === 0 ? [server] : [[span(', ')], server])),
  ])
}

const named = ({ faults }: World, name: string, parts: readonly string[]): Line => [
  span(name),
  ...(parts.some((part) => isDown(faults, part)) ? [span(' (down)', 'bad')] : []),
]

const hop = (lines: readonly Line[]): Line => [...lines.flat(), span(' ── ', 'quiet')]

const isDown = (faults: readonly FaultView[], part: string): boolean =>
  faults.some(
    ({ target, toUs, isDown: cannotBeReached }) => target === part && toUs === null && cannotBeReached,
  )
