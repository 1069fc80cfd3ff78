import type { Command } from 'commander'

export const withRunOptions = (command: Command): Command =>
  withReportOptions(
    command
      .option('--seed <n>', 'the seed, 0 to 4294967295 (default 1)')
      .option('--seeds <a..b>', 'a range of seeds, both included')
      .option('--short', 'the short form: 30 minutes, 8 staff, limits of 5')
      .option('--twice', 'execute each run twice, so that S10 judges all of them and not a sample')
      .option('--jobs <n>', 'worker threads (default: one a processor)'),
  )

export const withReportOptions = (command: Command): Command =>
  command
    .option(
      '--reporter <name[=file]>',
      'tui, plain, json, junit or github; several, each with its own file (default: tui in a terminal, else plain)',
      (spoken: string, before: readonly string[] | undefined) => [...(before ?? []), spoken],
    )
    .option('--out <dir>', 'write run.json and plans/ there')
