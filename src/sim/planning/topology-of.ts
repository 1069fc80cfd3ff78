import { peopleSeated } from '../../plan/declared-people.ts'
import {
  type AccessPart,
  type CopyPart,
  type Part,
  partDefinitionOf,
  parts,
} from '../../plan/definitions/part/index.ts'
import type { Place } from '../../plan/definitions/part/listed.ts'
import type { NamesSeated } from '../../plan/definitions/part/part-source.ts'
import type { ScenarioSpec } from '../../plan/scenario-spec.ts'
import { type Host, type Topology, topologySchema } from '../../plan/topology.ts'

/** Every machine and copy of a scenario by name, with laptop groups spelled out. */
export const topologyOf = (spec: ScenarioSpec): Topology => {
  const members = membersOf(spec)
  const place: Place = { machinesOf: (part) => members.get(part) ?? [] }
  return topologySchema.parse({
    name: spec.name,
    hosts: [...members.values()].flat(),
    routers: [],
    vpns: [],
    ...listsOf([...spec.parts, ...spec.copies], place),
    ...accessOf(spec.access, place),
  })
}

/** The machines that a part's name stands for. */
export const hostsOf = (spec: ScenarioSpec, part: string): readonly Host[] => membersOf(spec).get(part) ?? []

/** The machines behind each part, by the part's name. */
const membersOf = (spec: ScenarioSpec): ReadonlyMap<string, readonly Host[]> => {
  const namesSeated: NamesSeated = (group, count) => peopleSeated(spec, group, count).map(({ name }) => name)
  return new Map(
    spec.parts.flatMap((part) => {
      const definition = partDefinitionOf(part)
      if (definition.family !== 'machine') return []
      const kind = definition.key
      return [[part.id, definition.machinesOf(part, namesSeated).map((machine) => ({ kind, ...machine }))]]
    }),
  )
}

const listsOf = (
  listed: readonly (Part | CopyPart | AccessPart)[],
  place: Place,
): Readonly<Record<string, readonly unknown[]>> => {
  const lists: Record<string, unknown[]> = {}
  for (const part of listed)
    for (const [list, entries] of Object.entries(partDefinitionOf(part).entriesOf(part, place)))
      (lists[list] ??= []).push(...entries)
  return lists
}

/** Nothing if the scenario has no such parts: everybody may do everything. */
const accessOf = (access: readonly AccessPart[], place: Place): object => {
  if (access.length === 0) return {}
  const { rules = [], ...stores } = listsOf(access, place)
  const [first] = rules
  const { lifeUs, graceUs } = parts.sessionRules.stated.parse(first)
  return { access: { centres: [], branches: [], directories: [], desks: [], ...stores, lifeUs, graceUs } }
}
