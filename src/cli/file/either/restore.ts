import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { copyArgument, jsonOption, seenOption, type SeenOptions } from '../../context/shared-options.ts'
import { restoreDocument } from '../document/restore.ts'
import { changeRecord } from '../record/change-record.ts'
import { meansRecord } from './means-record.ts'

export const eitherRestore: CommandDefinition = {
  name: 'file restore',
  isHidden: true,
  description: 'undo a deletion: of a record, or of a document in the recycle bin',
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument('<what>', "a document's name or id, or a record such as trial-balance/1010")
      .option(...seenOption)
      .option(...jsonOption)
      .action((name: string, wanted: string, options: SeenOptions) =>
        restoreEither(name, wanted, options, context),
      ),
}

const restoreEither = async (
  name: string,
  wanted: string,
  options: SeenOptions,
  context: CommandContext,
): Promise<void> =>
  (await meansRecord(name, wanted, context))
    ? changeRecord('restore', { name, path: wanted }, options, context)
    : restoreDocument(name, wanted, context)
