import type { CommandDefinition } from '../../context/command-definition.ts'
import {
  copyArgument,
  jsonOption,
  recordArgument,
  seenOption,
  type SeenOptions,
} from '../../context/shared-options.ts'
import { changeRecord } from './change-record.ts'

export const recordDelete: CommandDefinition = {
  name: 'file record delete',
  description: 'delete a record',
  examples: ['file record delete laptop-ann trial-balance/1010'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument(...recordArgument)
      .option(...seenOption)
      .option(...jsonOption)
      .action((name: string, path: string, options: SeenOptions) =>
        changeRecord('delete', { name, path }, options, context),
      ),
}
