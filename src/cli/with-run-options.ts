import type { Command } from 'commander'

export const withRunOptions = (command: Command): Command =>
  withReportOptions(
    command
      .option('--seed <n>', 'the seed, 0 to 4294967295 (default: 1)')
      .option('--seeds <a..b>', 'a range of seeds instead, both ends included')
      .option('--short', 'run the short form: 30 minutes, 8 people, session limits of 5')
      .option('--twice', 'execute every run twice, so that S10 judges each of them and not a sample')
      .option('--jobs <n>', 'the number of worker threads (default: one for each processor)'),
  )

export const withReportOptions = (command: Command): Command =>
  command
    .option(
      '--reporter <name[=file]>',
      'report by tui, plain, json, junit or github; repeat it for several (default: tui in a terminal, else plain)',
      (spoken: string, before: readonly string[] | undefined) => [...(before ?? []), spoken],
    )
    .option('--out <dir>', 'write run.json and the plans into this folder')
