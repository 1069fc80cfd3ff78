import { topologyEntries } from '../../plan/topology-entries.ts'
import type { Host, Topology } from '../../plan/topology.ts'
import { countedText } from '../../result/format.ts'

/** A sentence fragment for each part of a topology. */
export const topologyTexts = (topology: Topology): readonly string[] => [
  ...topology.hosts.map(hostText),
  ...topologyEntries(topology).flatMap(({ definition, list, id, values }) =>
    list === 'hosts' ? [] : [`${definition.noun} ${id}${definition.entryText(list, values)}`],
  ),
]

const hostText = ({ kind, id, user, sessionLimit }: Host): string =>
  [
    `${kind} ${id}`,
    ...(user === null ? [] : [`of ${user}`]),
    ...(sessionLimit === null ? [] : [`at most ${countedText(sessionLimit, 'session')}`]),
  ].join(', ')
