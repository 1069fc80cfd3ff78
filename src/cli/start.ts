import type { CommandDefinition } from './context/command-definition.ts'
import type { StartCommandOptions } from './start-command.ts'
import { withRunOptions } from './with-run-options.ts'

export const start: CommandDefinition = {
  name: 'start',
  description: 'show a full day of one scenario, with short forms of the other bundled ones',
  examples: ['start vpn-relay --seed 7'],
  define: (command, context) =>
    withRunOptions(command)
      .argument('[name...]', 'the scenarios with a full day (default: field-team)')
      .option('--full', 'run full days of all bundled scenarios, or of the named ones')
      .action(async (names: string[], options: StartCommandOptions) => {
        // Loaded for this command alone: others need no simulator.
        const { startCommand } = await import('./start-command.ts')
        context.exitWith(await startCommand(names, options, context))
      }),
}
