import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { copyArgument, jsonOption, seenOption, type SeenOptions } from '../../context/shared-options.ts'
import { changeRecord } from '../record/change-record.ts'
import { meansRecord } from './means-record.ts'

interface Change {
  readonly name: 'delete' | 'restore'
  readonly description: string
  readonly changeDocument: (name: string, wanted: string, context: CommandContext) => Promise<void>
}

export const eitherChange = ({ name: change, description, changeDocument }: Change): CommandDefinition => ({
  name: `file ${change}`,
  isHidden: true,
  description,
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument('<what>', "a document's name or id, or a record such as trial-balance/1010")
      .option(...seenOption)
      .option(...jsonOption)
      .action(async (name: string, wanted: string, options: SeenOptions) =>
        (await meansRecord(name, wanted, context))
          ? changeRecord(change, { name, path: wanted }, options, context)
          : changeDocument(name, wanted, context),
      ),
})
