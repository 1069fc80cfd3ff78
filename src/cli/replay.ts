import type { CommandDefinition } from './context/command-definition.ts'
import type { ReplayCommandOptions } from './plan/replay-command.ts'
import { withReportOptions } from './with-run-options.ts'

export const replay: CommandDefinition = {
  name: 'replay',
  description: 'run a plan file as it is, and report the outcome',
  examples: ['replay plan.json'],
  define: (command, context) =>
    withReportOptions(command.argument('<file>', 'a plan file, as plan --out writes it')).action(
      async (file: string, options: ReplayCommandOptions) => {
        // Loaded for this command alone: no other one reads plan files.
        const { replayCommand } = await import('./plan/replay-command.ts')
        context.exitWith(await replayCommand(file, options, context))
      },
    ),
}
