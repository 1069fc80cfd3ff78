import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { copyArgument, jsonOption, seenOption, type SeenOptions } from '../../context/shared-options.ts'
import { deleteDocument } from '../document/delete.ts'
import { changeRecord } from '../record/change-record.ts'
import { meansRecord } from './means-record.ts'

export const eitherDelete: CommandDefinition = {
  name: 'file delete',
  isHidden: true,
  description: 'delete a record, or put a document into the recycle bin of every copy',
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument('<what>', "a document's name or id, or a record such as trial-balance/1010")
      .option(...seenOption)
      .option(...jsonOption)
      .action((name: string, wanted: string, options: SeenOptions) =>
        deleteEither(name, wanted, options, context),
      ),
}

const deleteEither = async (
  name: string,
  wanted: string,
  options: SeenOptions,
  context: CommandContext,
): Promise<void> =>
  (await meansRecord(name, wanted, context))
    ? changeRecord('delete', { name, path: wanted }, options, context)
    : deleteDocument(name, wanted, context)
