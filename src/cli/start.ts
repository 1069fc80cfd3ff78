import type { CommandDefinition } from './context/command-definition.ts'
import type { StartCommandOptions } from './start-command.ts'
import { withRunOptions } from './with-run-options.ts'

export const start: CommandDefinition = {
  name: 'start',
  description: 'show a full day of one scenario, and the other bundled ones in their short form',
  examples: ['start vpn-relay --seed 7'],
  define: (command, context) =>
    withRunOptions(command)
      .argument('[name...]', 'the scenario whose day is shown (default: field-team)')
      .option('--full', 'full days of all bundled scenarios, or of those that are named')
      .action(async (names: string[], options: StartCommandOptions) => {
        // Loaded for this command alone: others need no simulator.
        const { startCommand } = await import('./start-command.ts')
        context.exitWith(await startCommand(names, options, context))
      }),
}
