import type { CommandContext } from '../context/command-context.ts'
import type { CommandDefinition } from '../context/command-definition.ts'
import { jsonText } from '../context/printed-text.ts'
import { copyArgument, jsonOption, type JsonOption } from '../context/shared-options.ts'
import { withLinkedCopy } from './open/open-copy.ts'
import { readStatus } from './status/read-status.ts'
import { statusText } from './status/status-text.ts'
import { watchStatus } from './status/watch-status.ts'

export const fileStatus: CommandDefinition = {
  name: 'file status',
  description: 'show the link, connected copies, and unsent or waiting work',
  examples: ['file status laptop-ann --watch'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .option('--watch', 'show each change, until Ctrl-C')
      .option(...jsonOption)
      .action((name: string, options: JsonOption & { readonly watch?: boolean }) =>
        status(name, options, context),
      ),
}

const status = async (
  name: string,
  options: JsonOption & { readonly watch?: boolean },
  context: CommandContext,
): Promise<void> => {
  const poll = () => withLinkedCopy(name, 'status', context, (opened) => readStatus(opened, context))
  if (options.watch) return watchStatus(name, poll, context)
  const view = await poll()
  context.out(options.json ? jsonText(view) : statusText(view, name, context.calledAs))
}
