import { realClock } from '../../real/machine/index.ts'
import type { CommandContext } from '../context/command-context.ts'
import type { CommandDefinition } from '../context/command-definition.ts'
import { CommandFailure, failureCodes } from '../context/command-failure.ts'
import { withStore } from './open-store.ts'
import { retentionMsOf } from './retention.ts'
import { storeFailure } from './store-failure.ts'
import { shownName } from './store-name.ts'
import { retentionOption, storeArgument } from './store-options.ts'

export const datastoreBeat: CommandDefinition = {
  name: 'datastore beat',
  description: 'send branches a heartbeat, and drop changes older than the retention',
  examples: ['datastore beat firm.db'],
  define: (command, context) =>
    command
      .argument(...storeArgument)
      .option(...retentionOption)
      .action((store: string, options: { readonly retention?: string }) => beat(store, options, context)),
}

/** Lets the branches know that their centre is there, and forgets changes that are older than retention. */
const beat = (
  name: string,
  options: { readonly retention?: string },
  context: CommandContext,
): Promise<void> =>
  withStore(name, context, async (opened) => {
    if (opened.kind === 'branch')
      throw new CommandFailure(
        failureCodes.usage,
        `${shownName(name)} is a branch: it listens for its centre. Nothing was changed.`,
      )
    const nowMs = realClock.nowMs()
    const outcome = await opened.store.keepUp(nowMs, retentionMsOf(options.retention))
    if (outcome.kind === 'trouble') throw storeFailure(outcome.trouble, name)
    context.out(`${shownName(name)} has said that it is there.\n`)
  })
