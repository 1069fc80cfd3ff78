import type { Plan } from '../../plan/plan.ts'
import type { Servers } from '../server/servers.ts'
import type { Station } from '../station.ts'
import type { Carrier } from './call-over-network.ts'
import { Offices } from './offices.ts'

/** As much of a world as there is when its copies are made. */
export interface MadeWorld extends Carrier {
  readonly plan: Plan
  readonly stations: readonly Station[]
  readonly servers: Servers
}

/** The firm's offices of a world whose copies are made, which its servers ask from now on; null where its topology has none. */
export const officesOf = async (world: MadeWorld): Promise<Offices | null> => {
  const { plan, kernel, network, calls, stations, servers } = world
  const { topology, clientFile } = plan
  const [first] = stations
  if (!topology.access || !first) return null
  const offices = await Offices.make({
    carrier: { kernel, network, calls },
    digest: first.ports.digest,
    access: topology.access,
    file: { id: first.copy.format.fileId, name: clientFile.name },
    users: topology.copies.flatMap(({ user }) => user ?? []),
    hostOf: (instance) => servers.instances.get(instance)?.host ?? instance,
  })
  servers.offices = offices
  return offices
}
