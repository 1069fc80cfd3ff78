import type { PartKey } from '../../plan/definitions/part/index.ts'
import { topologyEntries } from '../../plan/topology-entries.ts'
import type { SimAccess } from '../access/index.ts'
import type { Machine } from '../machine/index.ts'
import type { SimNames } from '../names/index.ts'
import type { MadeWorld } from './build-access.ts'
import type { Folder } from './node.ts'
import { WorldError } from './world-error.ts'

interface BuiltWorld extends MadeWorld {
  readonly machines: ReadonlyMap<string, Machine>
  readonly folders: readonly Folder[]
  readonly access: SimAccess | null
  readonly names: SimNames
}

/** Returns the troubles of a part in the world, a sentence each, or null if nothing was built for it. */
type Counterpart = (world: BuiltWorld, id: string) => readonly string[] | null

const downText = (id: string, isUp: boolean): readonly string[] => (isUp ? [] : [`${id} is still down`])

const line: Counterpart = ({ network }, id) => downText(id, network.isUp(id))

const machine: Counterpart = ({ network, machines, servers }, id) => {
  const found = machines.get(id)
  if (!found) return null
  return [
    ...downText(id, network.isUp(id)),
    ...(found.clockAheadMs === 0 ? [] : [`the clock of ${id} is still wrong`]),
    ...(servers.machines.get(id)?.slowness === 1 ? [] : [`${id} is still slow`]),
  ]
}

const nas: Counterpart = (world, id) => {
  const service = world.servers.nasServices.get(id)
  const troubles = machine(world, id)
  return service && troubles ? [...troubles, ...(service.isSound ? [] : [`${id} still fails`])] : null
}

const balancer: Counterpart = (world, id) => {
  const found = world.servers.balancers.get(id)
  const troubles = machine(world, id)
  if (!found || !troubles) return null
  const drained = [...world.servers.instances.keys()].filter((instance) => found.isDraining(instance))
  return [
    ...troubles,
    ...downText(id, found.isUp),
    ...drained.map((instance) => `${id} still drains ${instance}`),
  ]
}

const instance: Counterpart = ({ servers }, id) => {
  const found = servers.instances.get(id)
  return found ? downText(id, found.isUp) : null
}

const copy: Counterpart = ({ nodes, folders }, id) =>
  [...nodes, ...folders].some(({ spec }) => spec.id === id) ? [] : null

const directory: Counterpart = ({ access }, id) => {
  const found = access?.directories.get(id)
  return found ? downText(id, found.isUp) : null
}

/** Finds what the world built for each part. The type demands an entry for every part. */
export const counterparts: { readonly [Key in PartKey]: Counterpart } = {
  balancer,
  'branch-office': ({ access }, id) => (access?.branches.some(({ spec }) => spec.id === id) ? [] : null),
  'data-centre': ({ access }, id) => (access?.centre.spec.id === id ? [] : null),
  directory,
  'file-server': machine,
  instance,
  laptop: machine,
  lte: line,
  'name-server': ({ names }, id) => {
    const found = names.servers.get(id)
    return found ? downText(id, found.isUp) : null
  },
  nas,
  parent: copy,
  'peer-parent': copy,
  router: line,
  server: machine,
  'session-desk': ({ access }, id) => (access?.gatewayAt(id) ? [] : null),
  'session-rules': ({ access }) => (access ? [] : null),
  'sync-copy': copy,
  vpn: line,
  workstation: machine,
}

/** Throws WorldError if nothing was built for a part of the plan. */
export const refuseUnbuilt = (world: BuiltWorld): void => {
  for (const { definition, id } of topologyEntries(world.plan.topology))
    if (counterparts[definition.key](world, id) === null)
      throw new WorldError(`nothing was built for the ${definition.noun} ${id}`)
}

export const troublesOf = (world: BuiltWorld): readonly string[] => [
  ...new Set(
    topologyEntries(world.plan.topology).flatMap(
      ({ definition, id }) => counterparts[definition.key](world, id) ?? [],
    ),
  ),
]
