import {
  type CopyProperties,
  defaultStandingRules,
  properties,
  readPresence,
} from '../../../engine/replication/presence/index.ts'
import { CommandFailure, failureCodes } from '../../context/command-failure.ts'
import type { OpenedFolder } from '../open/open-copy.ts'

export const propertiesOf = ({ copy, ports }: OpenedFolder, unsent: number): readonly CopyProperties[] =>
  properties({
    copy,
    presence: readPresence(ports.disk),
    unsent,
    nowMs: ports.clock.nowMs(),
    rules: defaultStandingRules,
  })

export const whichCopy = (opened: OpenedFolder, wanted: string): CopyProperties => {
  const copies = propertiesOf(opened, 0)
  const found = copies.filter(({ line, copyName }) => line === wanted || copyName === wanted)
  const [only] = found
  if (only && found.length === 1) return only
  const list = copies.map(({ copyName, user, line }) => `  ${copyName ?? 'unnamed'} (${user ?? '?'}) ${line}`)
  const what = only ? `several copies are called ${wanted}` : `${wanted} is no copy of this file`
  throw new CommandFailure(
    failureCodes.usage,
    [`Nothing was changed: ${what}. Name one of these, by its log where names are the same:`, ...list].join(
      '\n',
    ),
  )
}
