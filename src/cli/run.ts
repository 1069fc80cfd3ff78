import type { CommandDefinition } from './context/command-definition.ts'
import type { RunCommandOptions } from './run-command.ts'
import { withRunOptions } from './with-run-options.ts'

export const run: CommandDefinition = {
  name: 'run',
  description: 'run scenarios and report the outcome',
  examples: ['run field-team --short --seeds 1..20', 'run vpn-relay --on field-team --short'],
  define: (command, context) =>
    withRunOptions(command)
      .argument('[name...]', 'bundled scenarios or scenario files (default: all bundled scenarios)')
      .option('--on <name>', 'run their people, work and faults on the topology of this scenario')
      .action(async (names: string[], options: RunCommandOptions) => {
        // Loaded for this command alone: no other one needs the simulator.
        const { runCommand } = await import('./run-command.ts')
        context.exitWith(await runCommand(names, options, context))
      }),
}
