import { isFaultItem } from '../../plan/definitions/fault/index.ts'
import type { World } from '../world/index.ts'

/** Remains of faults in a world that should have healed, a sentence each. */
export const leftBehind = (world: World): readonly string[] => [
  ...partsDown(world),
  ...copiesStopped(world),
  ...serversUnsound(world),
  ...sessionsHeld(world),
  ...rightsMissing(world),
]

const partsDown = ({ plan, network, machines }: World): readonly string[] => {
  const { hosts, routers, vpns } = plan.topology
  const down = [...hosts, ...routers, ...vpns].filter(({ id }) => !network.isUp(id))
  const wrong = [...machines.values()].filter(({ clockAheadMs }) => clockAheadMs !== 0)
  return [
    ...down.map(({ id }) => `${id} is still down`),
    ...wrong.map(({ host }) => `the clock of ${host} is still wrong`),
  ]
}

const copiesStopped = ({ nodes: stations }: World): readonly string[] =>
  stations.flatMap(({ spec, isRunning, isOpened }) => {
    if (!isRunning) return [`the copy ${spec.id} still does not run`]
    return isOpened ? [] : [`the copy ${spec.id} is still offline`]
  })

const serversUnsound = ({ servers }: World): readonly string[] => [
  ...[...servers.instances.values()].flatMap(({ id, isUp }) => (isUp ? [] : [`${id} is still down`])),
  ...[...servers.machines].flatMap(([id, { slowness }]) => (slowness === 1 ? [] : [`${id} is still slow`])),
  ...[...servers.nasServices].flatMap(([id, service]) => (service.isSound ? [] : [`${id} still fails`])),
  ...[...servers.balancers.values()].flatMap((balancer) => [
    ...(balancer.isUp ? [] : [`${balancer.id} is still down`]),
    ...[...servers.instances.keys()].flatMap((id) =>
      balancer.isDraining(id) ? [`${balancer.id} still drains ${id}`] : [],
    ),
  ]),
]

const sessionsHeld = ({ plan, tables }: World): readonly string[] => {
  const faults = new Set(plan.items.flatMap((item) => (isFaultItem(item) ? [item.id] : [])))
  return [...tables.values()].flatMap((table) =>
    table.sessions().flatMap(({ copy }) => (faults.has(copy) ? [`${copy} still holds ${table.host}`] : [])),
  )
}

const rightsMissing = ({ plan, access: offices }: World): readonly string[] => {
  if (!offices) return []
  const users = plan.topology.copies.flatMap(({ user }) => user ?? [])
  return [
    ...[...offices.directories].flatMap(([id, { isUp }]) => (isUp ? [] : [`${id} is still down`])),
    ...users.flatMap((user) =>
      offices.centre.lacks(user, 'account') || offices.centre.lacks(user, 'grant')
        ? [`${user} still lacks a right`]
        : [],
    ),
  ]
}
