import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { jsonText } from '../../context/printed-text.ts'
import { copyArgument, jsonOption, recordArgument, type JsonOption } from '../../context/shared-options.ts'
import { withCopy } from '../open/open-copy.ts'
import { recordOf, recordText, recordView } from './record-view.ts'

export const recordShow: CommandDefinition = {
  name: 'file record show',
  isDefault: true,
  description: 'show whether a record is there, and who signed it',
  examples: ['file record show ACME trial-balance/1010'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument(...recordArgument)
      .option(...jsonOption)
      .action((name: string, path: string, options: JsonOption) => show(name, path, options, context)),
}

/** Shows whether a record is there, who signed it, and the token that deleting or signing it gives back. */
const show = async (
  name: string,
  path: string,
  options: JsonOption,
  context: CommandContext,
): Promise<void> => {
  const record = recordOf(path)
  const view = await withCopy(name, 'record show', context, async ({ copy }) =>
    recordView(copy, path, record),
  )
  context.out(options.json ? jsonText(view) : recordText(view))
}
