import type { CommandDefinition } from './context/command-definition.ts'
import { jsonOption } from './context/shared-options.ts'
import type { PlanCommandOptions } from './plan/plan-command.ts'

export const plan: CommandDefinition = {
  name: 'plan',
  description: 'show the plan that a scenario draws from a seed',
  examples: ['plan field-team --seed 7 --short', 'plan field-team --seed 7 --out plan.json'],
  define: (command, context) =>
    command
      .argument('<name>', 'a bundled scenario or a scenario file')
      .option('--seed <n>', 'the seed, 0 to 4294967295 (default: 1)')
      .option('--on <name>', 'plan for the topology of this scenario')
      .option('--short', 'plan the short form: 30 minutes, 8 people, session limits of 5')
      .option(...jsonOption)
      .option('--out <file>', 'write the plan to this file, for replay')
      .action(async (name: string, options: PlanCommandOptions) => {
        // Loaded for this command alone: others draw no plan in this process.
        const { planCommand } = await import('./plan/plan-command.ts')
        return planCommand(name, options, context)
      }),
}
