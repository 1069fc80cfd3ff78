import type { CommandDefinition } from '../../context/command-definition.ts'
import { addressArgument, copyArgument } from '../../context/shared-options.ts'
import { changeCollection } from './collection.ts'

export const fieldAdd: CommandDefinition = {
  name: 'file field add',
  oldNames: ['file add'],
  description: 'add an element to a set',
  examples: ['file field add laptop-ann engagements/2026.tags urgent'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument(...addressArgument)
      .argument('<element>', 'the element to add')
      .action((name: string, path: string, value: string) =>
        changeCollection('add', { name, path, value }, context),
      ),
}
