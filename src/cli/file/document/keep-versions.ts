import {
  keepVersionsField,
  parseKeepVersions,
  settingsKey,
  settingsTable,
} from '../../../engine/document/index.ts'
import { textValue } from '../../../engine/event/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { CommandFailure, failureCodes } from '../../context/command-failure.ts'
import { copyArgument } from '../../context/shared-options.ts'
import { closedFailure, diskFailure } from '../open/failures.ts'
import { withCopy } from '../open/open-copy.ts'

export const documentKeepVersions: CommandDefinition = {
  name: 'file document keep-versions',
  oldNames: ['file keep-versions'],
  description: 'set how long every copy keeps replaced versions and emptied documents',
  examples: ['file document keep-versions ACME 90d'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument('<how-long>', 'a number of days such as 90d, or all')
      .action((name: string, wanted: string) => keepVersions(name, wanted, context)),
}

const keepVersions = async (name: string, wanted: string, context: CommandContext): Promise<void> => {
  const keep = parseKeepVersions(wanted)
  if (!keep)
    throw new CommandFailure(
      failureCodes.usage,
      `"${wanted}" is no time to keep versions for. Nothing was changed.\nWrite all, or a number of days as 90d.`,
    )
  await withCopy(name, 'document keep-versions', context, async ({ copy }) => {
    const place = { table: settingsTable, key: settingsKey, field: keepVersionsField }
    const { seen } = copy.read(place.table, place.key, place.field)
    const action = { author: copy.identity.user, note: '' }
    const outcome = await copy.edit(place, textValue(wanted), seen, action)
    if (outcome.kind === 'disk-trouble') throw diskFailure(outcome.trouble, name)
    if (outcome.kind === 'closed') throw closedFailure(outcome, name)
    if (outcome.kind === 'bad-seen') throw new CommandFailure(failureCodes.usage, outcome.detail)
  })
  context.out(
    keep === 'all'
      ? 'Every copy keeps every version\n'
      : `Every copy keeps replaced versions and emptied documents for ${keep.days} days, and longer where a copy has not caught up\n`,
  )
}
