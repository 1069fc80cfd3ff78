import type { Topology } from './topology.ts'

/** A name somewhere, and the names that it may be. */
export interface Naming {
  readonly where: string
  readonly typed: string
  readonly known: readonly string[]
  readonly what: string
}

/** All that the parts of a topology say about each other by name. */
export const namingsOf = (topology: Topology): readonly Naming[] => [
  ...lineNamings(topology),
  ...copyNamings(topology),
  ...serverNamings(topology),
  ...accessNamings(topology),
]

const lineNamings = ({ hosts, routers, vpns }: Topology): readonly Naming[] => {
  const shared = { known: idsOf(hosts), what: 'host' }
  return [
    ...routers.flatMap(({ id, joins }) =>
      joins.map((typed) => ({ ...shared, where: `router "${id}" joins`, typed })),
    ),
    ...vpns.flatMap(({ id, from, to }) => [
      { ...shared, where: `vpn "${id}" begins at`, typed: from },
      { ...shared, where: `vpn "${id}" ends at`, typed: to },
    ]),
  ]
}

const copyNamings = ({ hosts, copies, instances = [], balancers = [] }: Topology): readonly Naming[] => {
  const doors = idsOf([...instances, ...balancers])
  return copies.flatMap(({ id, host, parent, through }, index) => {
    const earlier = idsOf(copies.slice(0, index))
    return [
      { where: `copy "${id}" lies on`, typed: host, known: idsOf(hosts), what: 'host' },
      ...some(parent, { where: `copy "${id}" is a copy of`, known: earlier, what: 'copy before it' }),
      ...some(through, { where: `copy "${id}" goes through`, known: doors, what: 'instance or balancer' }),
    ]
  })
}

const serverNamings = ({ hosts, instances = [], balancers = [] }: Topology): readonly Naming[] => {
  const machine = { known: idsOf(hosts), what: 'host' }
  const server = { known: idsOf(instances), what: 'instance' }
  return [
    ...instances.flatMap(({ id, host, roots }) => [
      { ...machine, where: `instance "${id}" runs on`, typed: host },
      ...roots.map((typed) => ({ ...machine, where: `instance "${id}" publishes from`, typed })),
    ]),
    ...balancers.flatMap(({ id, host, instances: behind }) => [
      { ...machine, where: `balancer "${id}" runs on`, typed: host },
      ...behind.map((typed) => ({ ...server, where: `balancer "${id}" stands before`, typed })),
    ]),
  ]
}

const accessNamings = ({ access, hosts, instances = [] }: Topology): readonly Naming[] => {
  if (!access) return []
  const { centres, branches, directories, desks } = access
  const stores = idsOf([...centres, ...branches])
  return [
    ...[...centres, ...branches, ...directories].map(({ kind, id, on }) => ({
      where: `${kind} "${id}" lies on`,
      typed: on,
      known: idsOf(hosts),
      what: 'host',
    })),
    ...branches.map(({ id, of }) => ({
      where: `branch-office "${id}" follows`,
      typed: of,
      known: idsOf(centres),
      what: 'data centre',
    })),
    ...desks.flatMap(({ at, facts, directory }) => [
      { where: 'a session-desk stands at', typed: at, known: idsOf(instances), what: 'instance' },
      {
        where: `session-desk at "${at}" takes the facts of`,
        typed: facts,
        known: stores,
        what: 'data store',
      },
      {
        where: `session-desk at "${at}" asks`,
        typed: directory,
        known: idsOf(directories),
        what: 'directory',
      },
    ]),
  ]
}

const some = (typed: string | null | undefined, rest: Omit<Naming, 'typed'>): readonly Naming[] =>
  typed === null || typed === undefined ? [] : [{ ...rest, typed }]

const idsOf = (parts: readonly { readonly id: string }[]): readonly string[] => parts.map(({ id }) => id)
