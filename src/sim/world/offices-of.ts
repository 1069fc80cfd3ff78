import type { Plan } from '../../plan/plan.ts'
import { type Carrier, Offices } from '../access/index.ts'
import type { Servers } from '../servers/index.ts'
import type { Station } from './station.ts'

/** As much of a world as there is when its copies are made. */
export interface MadeWorld extends Carrier {
  readonly plan: Plan
  readonly stations: readonly Station[]
  readonly servers: Servers
  /** The copies of each client file. */
  readonly files: readonly (readonly string[])[]
}

/** The firm's offices of a world whose copies are made, which its servers ask from now on; null where its topology has none. */
export const officesOf = async (world: MadeWorld): Promise<Offices | null> => {
  const { plan, kernel, network, calls, stations, servers } = world
  const { topology } = plan
  const [first] = stations
  if (!topology.access || !first) return null
  const offices = await Offices.make({
    carrier: { kernel, network, calls },
    digest: first.ports.digest,
    access: topology.access,
    files: world.files.flatMap((copies) => fileOf(copies, stations)),
    users: topology.copies.flatMap(({ user }) => user ?? []),
    hostOf: (instance) => servers.instances.get(instance)?.host ?? instance,
  })
  servers.offices = offices
  return offices
}

const fileOf = (copies: readonly string[], stations: readonly Station[]) => {
  const worked = stations.find(({ spec }) => copies.includes(spec.id))
  if (!worked) return []
  const { fileId, fileName } = worked.copy.format
  return [{ id: fileId, name: fileName, copies }]
}
