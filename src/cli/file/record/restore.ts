import type { CommandDefinition } from '../../context/command-definition.ts'
import {
  copyArgument,
  jsonOption,
  recordArgument,
  seenOption,
  type SeenOptions,
} from '../../context/shared-options.ts'
import { changeRecord } from './change-record.ts'

export const recordRestore: CommandDefinition = {
  name: 'file record restore',
  description: 'undo the deletion of a record',
  examples: ['file record restore laptop-ann trial-balance/1010'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument(...recordArgument)
      .option(...seenOption)
      .option(...jsonOption)
      .action((name: string, path: string, options: SeenOptions) =>
        changeRecord('restore', { name, path }, options, context),
      ),
}
