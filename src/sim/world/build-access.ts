import type { Plan } from '../../plan/plan.ts'
import { type Carrier, SimAccess } from '../access/index.ts'
import type { SimServers } from '../servers/index.ts'
import type { Node } from './node.ts'

/** The parts of a world that exist before its copies do. */
export interface MadeWorld extends Carrier {
  readonly plan: Plan
  readonly nodes: readonly Node[]
  readonly servers: SimServers
  readonly files: readonly (readonly string[])[]
}

/**
 * Builds the firm's offices for a world with its copies; its servers use them from now on. Returns null if the
 * topology has none.
 */
export const buildAccess = async (world: MadeWorld): Promise<SimAccess | null> => {
  const { plan, kernel, network, calls, names, nodes, servers } = world
  const { topology } = plan
  const [first] = nodes
  if (!topology.access || !first) return null
  const access = await SimAccess.make({
    carrier: { kernel, network, calls, names },
    digest: first.ports.digest,
    topology: topology.access,
    files: world.files.flatMap((copies) => fileOf(copies, nodes)),
    users: topology.copies.flatMap(({ user }) => user ?? []),
    hostOf: (instance) => servers.instances.get(instance)?.host ?? instance,
  })
  servers.access = access
  return access
}

const fileOf = (copies: readonly string[], nodes: readonly Node[]) => {
  const worked = nodes.find(({ spec }) => copies.includes(spec.id))
  if (!worked) return []
  const { fileId, fileName } = worked.copy.format
  return [{ id: fileId, name: fileName, copies }]
}
