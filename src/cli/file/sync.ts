import type { CommandContext } from '../context/command-context.ts'
import type { CommandDefinition } from '../context/command-definition.ts'
import { jsonText } from '../context/printed-text.ts'
import { copyArgument, jsonOption, type JsonOption } from '../context/shared-options.ts'
import { readLink } from './link/link-settings.ts'
import { syncCopy } from './link/sync-once.ts'
import { syncText } from './link/sync-text.ts'
import { withLinkedCopy } from './open/open-copy.ts'

export const fileSync: CommandDefinition = {
  name: 'file sync',
  description: 'exchange with the linked copy until both have everything',
  examples: ['file sync laptop-ann'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .option(...jsonOption)
      .action((name: string, options: JsonOption) => sync(name, options, context)),
}

/** Ingests external edits, and exchanges with the linked copy until both are in sync. */
const sync = async (
  name: string,
  options: { readonly json?: boolean },
  context: CommandContext,
): Promise<void> => {
  const { report, failure } = await withLinkedCopy(name, 'sync', context, (opened) =>
    syncCopy(opened, readLink(opened.ports.disk)),
  )
  context.out(options.json ? jsonText(report) : syncText(report, name, context.calledAs))
  if (failure) throw failure
}
