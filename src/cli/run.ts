import type { CommandDefinition } from './context/command-definition.ts'
import type { RunCommandOptions } from './run-command.ts'

export const run: CommandDefinition = {
  name: 'run',
  description: 'run scenarios and report the outcome',
  examples: ['run peer-star --seeds 1..20'],
  define: (command, context) =>
    command
      .argument('[name...]', 'bundled scenarios or scenario files; none means all that are bundled')
      .option('--seed <n>', 'the seed, 0 to 4294967295 (default 1)')
      .option('--seeds <a..b>', 'a range of seeds, both included')
      .option('--short', 'the short form: 30 minutes, 8 staff, limits of 5')
      .option('--jobs <n>', 'worker threads (default: one a processor)')
      .option('--reporter <name>', 'tui, plain or json (default: tui in a terminal, otherwise plain)')
      .option('--out <dir>', 'write run.json and plans/ there')
      .action(async (names: string[], options: RunCommandOptions) => {
        // Loaded for this command alone: no other one needs the simulator.
        const { runCommand } = await import('./run-command.ts')
        context.exitWith(await runCommand(names, options, context))
      }),
}
