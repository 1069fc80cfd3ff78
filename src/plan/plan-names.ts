import { isFaultItem } from './definitions/fault/index.ts'
import type { Plan, PlanItem } from './plan.ts'
import { type Naming, namingsOf } from './topology-names.ts'

/** All that a plan says about something by its name. */
export const planNamings = (plan: Plan): readonly Naming[] => [
  ...namingsOf(plan.topology),
  ...plan.policies.flatMap(({ kind, actors }, index) =>
    actors.map((actor) => ({
      where: `policies.${index} (${kind}) has the actor`,
      typed: actor,
      known: peopleOf(plan),
      what: 'person',
    })),
  ),
  ...plan.items.flatMap((item, index) => [
    ...itemNamings(item, index, plan),
    ...registerNamings(item, index, plan),
  ]),
]

export const peopleOf = ({ topology }: Plan): readonly string[] =>
  topology.copies.flatMap(({ user }) => user ?? [])

interface NamedField {
  readonly what: string
  readonly known: (plan: Plan, item: PlanItem) => readonly string[]
}

const hosts: NamedField = { what: 'host', known: ({ topology }) => idsOf(topology.hosts) }
const people: NamedField = { what: 'person', known: peopleOf }

/** The fields of items that name something in the topology. */
export const namedFields: Readonly<Record<string, NamedField>> = {
  actor: { what: 'person', known: (plan, item) => (isFaultItem(item) ? ['world'] : peopleOf(plan)) },
  user: people,
  copy: { what: 'copy', known: ({ topology }) => idsOf(topology.copies) },
  machine: hosts,
  host: hosts,
  to: hosts,
  nas: hosts,
  vpn: { what: 'vpn', known: ({ topology }) => idsOf(topology.vpns) },
  server: {
    what: 'server',
    known: ({ topology }, item) =>
      idsOf('isMachine' in item && item.isMachine ? topology.hosts : (topology.instances ?? [])),
  },
  balancer: { what: 'balancer', known: ({ topology }) => idsOf(topology.balancers ?? []) },
  directory: { what: 'directory', known: ({ topology }) => idsOf(topology.access?.directories ?? []) },
  nameServer: { what: 'name server', known: ({ topology }) => idsOf(topology.nameServers ?? []) },
  branch: { what: 'branch office', known: ({ topology }) => idsOf(topology.access?.branches ?? []) },
}

const itemNamings = (item: PlanItem, index: number, plan: Plan): readonly Naming[] =>
  Object.entries(namedFields).flatMap(([field, { what, known }]) => {
    const typed: unknown = Reflect.get(item, field)
    if (typeof typed !== 'string') return []
    return [{ where: `${placeOf(item, index)} has the ${field}`, typed, known: known(plan, item), what }]
  })

/** An edit of a record that another item creates is skipped while there is none. A register must be in the file. */
const registerNamings = (item: PlanItem, index: number, { clientFile }: Plan): readonly Naming[] => {
  if (item.kind !== 'edit-field' || item.place.kind !== 'register') return []
  const { place } = item
  const where = `${placeOf(item, index)} edits the`
  const tables = clientFile.tables.map(({ table }) => table)
  const table = clientFile.tables.find((each) => each.table === place.table)
  return [
    { where: `${where} table`, typed: place.table, known: tables, what: 'table' },
    { where: `${where} record`, typed: place.key, known: table?.keys ?? [], what: 'record' },
    { where: `${where} field`, typed: place.field, known: table?.fields ?? [], what: 'field' },
  ]
}

const placeOf = ({ id, kind }: PlanItem, index: number): string => `items.${index} (${kind} ${id})`

const idsOf = (parts: readonly { readonly id: string }[]): readonly string[] => parts.map(({ id }) => id)
