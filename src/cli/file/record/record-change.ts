import type { CommandDefinition } from '../../context/command-definition.ts'
import {
  copyArgument,
  jsonOption,
  recordArgument,
  seenOption,
  type SeenOptions,
} from '../../context/shared-options.ts'
import { changeRecord } from './change-record.ts'

export const recordChange = (change: 'delete' | 'restore', description: string): CommandDefinition => ({
  name: `file record ${change}`,
  description,
  examples: [`file record ${change} laptop-ann trial-balance/1010`],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument(...recordArgument)
      .option(...seenOption)
      .option(...jsonOption)
      .action((name: string, path: string, options: SeenOptions) =>
        changeRecord(change, { name, path }, options, context),
      ),
})
