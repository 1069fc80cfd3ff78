import { type PartDefinition, partDefinitions } from './definitions/part/index.ts'
import type { Topology } from './topology.ts'

export interface TopologyEntry {
  readonly definition: PartDefinition
  readonly list: string
  readonly id: string
  readonly values: object
}

/** Every entry of a topology, machines and lines first. Throws RangeError if no part has an entry of that kind. */
export const topologyEntries = ({ access, ...lists }: Topology): readonly TopologyEntry[] =>
  Object.entries({ ...lists, ...access }).flatMap(([list, entries]) =>
    Array.isArray(entries) ? entries.map((values: object) => entryOf(list, values)) : [],
  )

const entryOf = (list: string, values: object): TopologyEntry => {
  const definition = partDefinitions.find((part) => part.hasEntry(list, values))
  if (!definition) throw new RangeError(`no part has the entry ${JSON.stringify(values)} of ${list}`)
  return { definition, list, values, id: String(Reflect.get(values, definition.subject ?? 'id')) }
}
