import { memberIds } from '../../plan/keys/work-ids.ts'
import type { ScenarioSpec } from '../../plan/scenario-spec.ts'
import type { Copy, Host, Topology } from '../../plan/topology.ts'
import { accessTopologyOf } from './access-topology.ts'
import { balancersOf, instancesOf, serverMachines } from './servers-of.ts'

const firstNames =
  'ann bob cora dan eva finn gwen hugo iris jack kate liam mia noah olga paul quinn rosa sam tina uma vic wendy xander yara zoe'.split(
    ' ',
  )

/** A person's name on the n-th laptop of a group. Later ones carry a number. */
const nameOf = (index: number): string => {
  const name = firstNames[index % firstNames.length] ?? 'ann'
  const round = Math.floor(index / firstNames.length)
  return round === 0 ? name : memberIds.laterPerson(name, round + 1)
}

/** Takes so many unused names. */
const freeNames = (count: number, taken: Set<string>): string[] => {
  const names: string[] = []
  for (let index = 0; names.length < count; index += 1) {
    const name = nameOf(index)
    if (taken.has(name) || taken.has(memberIds.laptop(name))) continue
    taken.add(name)
    names.push(name)
  }
  return names
}

/** Every machine and copy of a scenario by name, with laptop groups spelled out. */
export const topologyOf = (spec: ScenarioSpec): Topology => {
  const members = membersOf(spec)
  const access = accessTopologyOf(spec.access)
  const expand = (id: string): readonly string[] => members.get(id)?.map(({ id: host }) => host) ?? [id]
  return {
    name: spec.name,
    hosts: [...members.values()].flat(),
    routers: spec.parts.flatMap((part) =>
      part.kind === 'router' ? [{ ...part, joins: part.joins.flatMap(expand) }] : [],
    ),
    vpns: spec.parts.flatMap((part) => (part.kind === 'vpn' ? [part] : [])),
    copies: copiesOf(spec, members),
    ...(access ? { access } : {}),
    ...instancesOf(spec),
    ...balancersOf(spec),
  }
}

/** The people at the machines of a part. */
export const usersOf = (spec: ScenarioSpec, part: string): readonly string[] =>
  (membersOf(spec).get(part) ?? []).flatMap(({ user }) => user ?? [])

/** The machines that a part's name stands for. */
export const machinesOf = (spec: ScenarioSpec, part: string): readonly string[] =>
  (membersOf(spec).get(part) ?? []).map(({ id }) => id)

/** The machines behind each part, by the part's name. */
const membersOf = (spec: ScenarioSpec): ReadonlyMap<string, readonly Host[]> => {
  const members = new Map<string, readonly Host[]>()
  const taken = new Set<string>(namesGiven(spec))
  for (const part of spec.parts) {
    if (part.kind === 'workstation') {
      members.set(part.id, [
        { kind: 'workstation', id: part.id, user: part.user, sessionLimit: part.sessionLimit },
      ])
    } else if (part.kind === 'file-server') {
      members.set(part.id, [{ kind: 'file-server', id: part.id, user: null, sessionLimit: null }])
    } else if (part.kind === 'laptops') {
      members.set(part.id, freeNames(part.count, taken).map(laptopOf))
    } else {
      const machines = serverMachines(part)
      if (machines.length > 0) members.set(part.id, machines)
    }
  }
  return members
}

/** The author's own names, which no laptop or its user may reuse. */
const namesGiven = ({ parts, copies }: ScenarioSpec): string[] => [
  ...parts.flatMap((part) => (part.kind === 'workstation' ? [part.id, part.user] : [part.id])),
  ...copies.flatMap((copy) => (copy.kind === 'sync-copies' ? [] : [copy.id])),
]

const laptopOf = (user: string): Host => ({
  kind: 'laptop',
  id: memberIds.laptop(user),
  user,
  sessionLimit: null,
})

const copiesOf = (spec: ScenarioSpec, members: ReadonlyMap<string, readonly Host[]>): Copy[] =>
  spec.copies.flatMap((copy): Copy[] => {
    const hosts = members.get(copy.on) ?? []
    if (copy.kind === 'sync-copies') {
      return hosts.map(({ id, user }) => ({
        id: user ?? id,
        host: id,
        user,
        role: 'sync-copy',
        parent: copy.of,
        ...wayOf(copy),
      }))
    }
    const host = hosts[0]
    if (!host) return []
    if (copy.kind === 'parent-file')
      return [{ id: copy.id, host: host.id, user: null, role: 'parent', parent: null }]
    return [
      { id: copy.id, host: host.id, user: host.user, role: 'peer-parent', parent: copy.of, ...wayOf(copy) },
    ]
  })

const wayOf = ({ through }: { readonly through?: string | undefined }): { through?: string } =>
  through === undefined ? {} : { through }
