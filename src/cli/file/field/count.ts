import type { CommandDefinition } from '../../context/command-definition.ts'
import { addressArgument, copyArgument } from '../../context/shared-options.ts'
import { changeCollection } from './collection.ts'

export const fieldCount: CommandDefinition = {
  name: 'file field count',
  oldNames: ['file count'],
  description: 'count up, or down with a number below 0',
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument(...addressArgument)
      .argument('<by>')
      .action((name: string, path: string, value: string) =>
        changeCollection('count', { name, path, value }, context),
      ),
}
