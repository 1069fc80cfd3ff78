import { isFaultItem } from './definitions/fault/index.ts'
import { placedItems } from './placed-items.ts'
import type { Plan, PlanItem } from './plan.ts'
import { type Naming, namingsOf } from './topology-names.ts'

/** All names by which a plan refers to other parts. */
export const planNamings = (plan: Plan): readonly Naming[] => [
  ...namingsOf(plan.topology),
  ...plan.policies.policies.flatMap(({ kind, actors }, index) =>
    actors.map((actor) => ({
      where: `policies.policies.${index} (${kind}) has the actor`,
      typed: actor,
      known: namesOf(plan),
      what: 'person',
    })),
  ),
  ...plan.topology.copies.flatMap(({ user }, index) =>
    user === null
      ? []
      : [
          {
            where: `topology.copies.${index} has the user`,
            typed: user,
            known: namesOf(plan),
            what: 'person',
          },
        ],
  ),
  ...placedItems('work', plan.work).flatMap(({ item, place }) => [
    ...itemNamings(item, place, plan),
    ...registerNamings(item, place, plan),
  ]),
  ...placedItems('faults', plan.faults).flatMap(({ item, place }) => itemNamings(item, place, plan)),
]

const namesOf = ({ people: { people } }: Plan): readonly string[] => people.map(({ name }) => name)

interface NamedField {
  readonly what: string
  readonly known: (plan: Plan, item: PlanItem) => readonly string[]
}

const hosts: NamedField = { what: 'host', known: ({ topology }) => idsOf(topology.hosts) }
const people: NamedField = { what: 'person', known: namesOf }

/** The fields of items that name something in the topology. */
export const namedFields: Readonly<Record<string, NamedField>> = {
  actor: { what: 'person', known: (plan, item) => (isFaultItem(item) ? ['world'] : namesOf(plan)) },
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

const itemNamings = (item: PlanItem, place: string, plan: Plan): readonly Naming[] =>
  Object.entries(namedFields).flatMap(([field, { what, known }]) => {
    const typed: unknown = Reflect.get(item, field)
    if (typeof typed !== 'string') return []
    return [{ where: `${place} has the ${field}`, typed, known: known(plan, item), what }]
  })

/**
 * An edit may refer to a record that another item creates. It is skipped until the record exists. A register must be
 * in the file.
 */
const registerNamings = (item: PlanItem, where: string, { clientFile }: Plan): readonly Naming[] => {
  if (item.kind !== 'edit-field' || item.place.kind === 'made-by') return []
  const { place } = item
  const tables = clientFile.tables.map(({ table }) => table)
  const table = clientFile.tables.find((each) => each.table === place.table)
  return [
    { where: `${where} edits the table`, typed: place.table, known: tables, what: 'table' },
    ...(place.kind === 'register'
      ? [{ where: `${where} edits the record`, typed: place.key, known: table?.keys ?? [], what: 'record' }]
      : []),
    { where: `${where} edits the field`, typed: place.field, known: table?.fields ?? [], what: 'field' },
  ]
}

const idsOf = (parts: readonly { readonly id: string }[]): readonly string[] => parts.map(({ id }) => id)
