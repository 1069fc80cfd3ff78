import type { CommandDefinition } from './context/command-definition.ts'

export const list: CommandDefinition = {
  name: 'list',
  description: 'list the bundled scenarios',
  define: (command, context) =>
    command.action(async () => {
      // Loaded for this command alone: no other one reads scenarios.
      const { listCommand } = await import('./list-command.ts')
      return listCommand(context)
    }),
}
