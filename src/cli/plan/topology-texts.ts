import type { Copy, Host, Topology } from '../../plan/topology.ts'
import { countedText } from '../../result/format.ts'

/** A sentence fragment for each part of a topology. */
export const topologyTexts = (topology: Topology): readonly string[] => [
  ...topology.hosts.map(hostText),
  ...topology.routers.map(({ id, joins }) => `router ${id} joins ${joins.join(', ')}`),
  ...topology.vpns.map(({ id, from, to }) => `vpn ${id} from ${from} to ${to}`),
  ...topology.copies.map(copyText),
  ...(topology.instances ?? []).map(
    ({ id, host, roots, port }) =>
      `server ${id} on ${host}, port ${port}, publishes from ${roots.join(', ')}`,
  ),
  ...(topology.balancers ?? []).map(({ id, instances }) => `balancer ${id} before ${instances.join(', ')}`),
  ...accessTexts(topology.access),
]

const hostText = ({ kind, id, user, sessionLimit }: Host): string =>
  [
    `${kind} ${id}`,
    ...(user === null ? [] : [`of ${user}`]),
    ...(sessionLimit === null ? [] : [`at most ${countedText(sessionLimit, 'session')}`]),
  ].join(', ')

const copyText = ({ id, host, role, parent, through }: Copy): string =>
  [
    `${role} ${id} on ${host}`,
    ...(parent === null ? [] : [`a copy of ${parent}`]),
    ...(through === undefined ? [] : [`through ${through}`]),
  ].join(', ')

const accessTexts = (access: Topology['access']): readonly string[] =>
  access
    ? [
        ...access.centres.map(({ id, on }) => `data centre ${id} on ${on}`),
        ...access.branches.map(({ id, on, of }) => `branch office ${id} on ${on}, follows ${of}`),
        ...access.directories.map(({ id, on }) => `directory ${id} on ${on}`),
        ...access.desks.map(
          ({ at, facts, directory }) => `session desk at ${at}, facts of ${facts}, directory ${directory}`,
        ),
      ]
    : []
