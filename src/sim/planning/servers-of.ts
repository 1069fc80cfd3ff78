import type { Part } from '../../plan/part-spec.ts'
import type { ScenarioSpec } from '../../plan/scenario-spec.ts'
import type { Host, Topology } from '../../plan/topology.ts'

/** The machine behind a part that concerns servers, if any. */
export const serverMachines = (part: Part): readonly Host[] => {
  const machine = { id: part.id, user: null, sessionLimit: null } as const
  if (part.kind === 'server-host') return [{ ...machine, kind: 'server', cores: part.cores }]
  if (part.kind === 'nas') return [{ ...machine, kind: 'nas' }]
  if (part.kind === 'load-balancer') return [{ ...machine, kind: 'balancer' }]
  return []
}

export const instancesOf = ({ parts }: ScenarioSpec): Pick<Topology, 'instances'> => {
  const instances = parts.flatMap((part) => {
    if (part.kind !== 'sync-server') return []
    const { id, on, roots, workers, port } = part
    return [{ id, host: on, roots, workers, port }]
  })
  return instances.length === 0 ? {} : { instances }
}

/** A balancer bears its machine's name. */
export const balancersOf = ({ parts }: ScenarioSpec): Pick<Topology, 'balancers'> => {
  const balancers = parts.flatMap((part) => {
    if (part.kind !== 'load-balancer') return []
    const { id, instances, stickiness, check, slowStartUs, redispatch } = part
    return [{ id, host: id, instances, stickiness, check, slowStartUs, redispatch }]
  })
  return balancers.length === 0 ? {} : { balancers }
}
