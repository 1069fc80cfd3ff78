import type { PartRole } from './definitions/part-roles.ts'
import { type TopologyEntry, topologyEntries } from './topology-entries.ts'
import type { Topology } from './topology.ts'

export interface Naming {
  readonly where: string
  readonly typed: string
  readonly known: readonly string[]
  readonly what: string
}

/** Returns all names by which the parts of a topology refer to each other. */
export const namingsOf = (topology: Topology): readonly Naming[] => {
  const entries = topologyEntries(topology)
  return entries.flatMap((entry, index) => {
    const { definition, id, values } = entry
    return [...definition.namesIn(values), ...machineOf(entry)].map(({ typed, role, verb }) => ({
      where: `${definition.noun} "${id}" ${verb}`,
      typed,
      // A copy can be made only from an earlier one.
      known: idsIn(role, role === 'copy' ? entries.slice(0, index) : entries),
      what: role,
    }))
  })
}

/** Returns the machine of an entry that no option names: a balancer is its own machine. */
const machineOf = ({ definition, values }: TopologyEntry) => {
  const typed: unknown = Reflect.get(values, 'host')
  const isNamed = Object.values(definition.entryNames).includes('host')
  return typeof typed === 'string' && !isNamed ? [{ typed, role: 'host' as const, verb: 'runs on' }] : []
}

const idsIn = (role: PartRole, entries: readonly TopologyEntry[]): readonly string[] => [
  ...new Set(entries.flatMap(({ definition, id }) => (definition.roles.includes(role) ? [id] : []))),
]
