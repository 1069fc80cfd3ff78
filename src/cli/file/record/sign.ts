import type { CommandDefinition } from '../../context/command-definition.ts'
import {
  copyArgument,
  jsonOption,
  recordArgument,
  seenOption,
  type SeenOptions,
} from '../../context/shared-options.ts'
import { changeRecord } from './change-record.ts'

export const recordSign: CommandDefinition = {
  name: 'file record sign',
  oldNames: ['file sign'],
  description: 'sign a record as it is shown',
  examples: ['file record sign laptop-ann trial-balance/1010'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument(...recordArgument)
      .option(...seenOption)
      .option(...jsonOption)
      .action((name: string, path: string, options: SeenOptions) =>
        changeRecord('sign', { name, path }, options, context),
      ),
}
