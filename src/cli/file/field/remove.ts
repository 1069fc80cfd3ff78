import type { CommandDefinition } from '../../context/command-definition.ts'
import { addressArgument, copyArgument } from '../../context/shared-options.ts'
import { changeCollection } from './collection.ts'

export const fieldRemove: CommandDefinition = {
  name: 'file field remove',
  oldNames: ['file remove'],
  description: 'remove an element from a set',
  examples: ['file field remove laptop-ann engagements/2026.tags urgent'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument(...addressArgument)
      .argument('<element>', 'the element to remove')
      .action((name: string, path: string, value: string) =>
        changeCollection('remove', { name, path, value }, context),
      ),
}
