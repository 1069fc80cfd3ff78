import { mustName } from './must-name.ts'
import type { Part } from './part-spec.ts'
import { ScenarioError } from './scenario-error.ts'
import type { ScenarioSpec } from './scenario-spec.ts'

type PartOf<K extends Part['kind']> = Extract<Part, { kind: K }>

/** Checks servers, balancers and the copies behind them. Throws ScenarioError. */
export const checkServers = (spec: ScenarioSpec): void => {
  const servers = partsOf(spec, 'sync-server')
  const balancers = partsOf(spec, 'load-balancer')
  const hosts = idsOf(partsOf(spec, 'server-host'))
  const shelves = idsOf([...partsOf(spec, 'nas'), ...partsOf(spec, 'file-server')])
  for (const { id, on, roots } of servers) {
    mustName(on, hosts, `syncServer "${id}" runs on`, 'serverHost')
    for (const root of roots) mustName(root, shelves, `syncServer "${id}" publishes from`, 'nas')
  }
  refuseOnePort(servers)
  for (const { id, instances } of balancers)
    for (const instance of instances)
      mustName(instance, idsOf(servers), `loadBalancer "${id}" stands before`, 'syncServer')
  checkWaysThrough(spec)
}

const partsOf = <K extends Part['kind']>({ parts }: ScenarioSpec, kind: K): PartOf<K>[] =>
  parts.filter((part): part is PartOf<K> => part.kind === kind)

const idsOf = (parts: readonly { readonly id: string }[]): string[] => parts.map(({ id }) => id)

const refuseOnePort = (servers: readonly PartOf<'sync-server'>[]): void => {
  for (const [index, server] of servers.entries()) {
    const twin = servers.slice(0, index).find(({ on, port }) => on === server.on && port === server.port)
    if (twin)
      throw new ScenarioError(
        `syncServer "${server.id}" listens at port ${server.port} of "${server.on}", where "${twin.id}" does; give it another port`,
      )
  }
}

/** A copy that syncs through a server needs its client file on one of that server's roots. */
const checkWaysThrough = (spec: ScenarioSpec): void => {
  const servers = new Map(partsOf(spec, 'sync-server').map((server) => [server.id, server]))
  const balancers = new Map(partsOf(spec, 'load-balancer').map((balancer) => [balancer.id, balancer]))
  const doors = [...servers.keys(), ...balancers.keys()]
  for (const copy of spec.copies) {
    if (copy.kind === 'parent-file' || copy.through === undefined) continue
    mustName(copy.through, doors, `a ${copy.kind} goes through`, 'syncServer or loadBalancer')
    const above = spec.copies.find((other) => other.kind !== 'sync-copies' && other.id === copy.of)
    for (const id of balancers.get(copy.through)?.instances ?? [copy.through]) {
      const server = servers.get(id)
      if (!server || !above || server.roots.includes(above.on)) continue
      throw new ScenarioError(
        `a ${copy.kind} goes through "${copy.through}" to "${copy.of}", which lies on "${above.on}"; syncServer "${id}" publishes from ${server.roots.join(', ')} alone`,
      )
    }
  }
}
