import type { CommandDefinition } from '../../context/command-definition.ts'
import { addressArgument, copyArgument } from '../../context/shared-options.ts'
import { changeCollection } from './collection.ts'

export const fieldCount: CommandDefinition = {
  name: 'file field count',
  oldNames: ['file count'],
  description: 'add a number to a counter, or subtract a negative one',
  examples: ['file field count laptop-ann engagements/2026.hours 8'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument(...addressArgument)
      .argument('<by>', 'the number to add')
      .action((name: string, path: string, value: string) =>
        changeCollection('count', { name, path, value }, context),
      ),
}
