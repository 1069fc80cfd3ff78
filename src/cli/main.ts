import { userInfo } from 'node:os'

import { Command, CommanderError } from 'commander'

import { CommandFailure, failureCodes } from './command-failure.ts'
import { registerDatastoreCommands } from './datastore/datastore-commands.ts'
import { registerDirectoryCommands } from './directory/directory-commands.ts'
import { registerFileCommands } from './file/file-commands.ts'
import { nextLookUntil } from './file/next-look.ts'
import { listCommand } from './list-command.ts'
import { processStreams } from './process-streams.ts'
import { runCommand, type RunCommandOptions } from './run-command.ts'
import { startCommand, type StartCommandOptions } from './start-command.ts'
import type { Streams } from './streams.ts'

const defectCode = 70

/** The whole command line; returns the exit code. */
const main = async (words: readonly string[], streams: Streams): Promise<number> => {
  let code = 0
  const program = new Command('shakedown')
    .description(
      'Shows what a sync topology does before it does it in production: the real engine in a simulated world.',
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => streams.out(text),
      writeErr: (text) => streams.err(text),
      outputError: (text, write) => write(`shakedown: ${text.replace(/^error: /, '')}`),
    })
    // Before any subcommand is added: each takes these settings from its parent when it is made.
    .showSuggestionAfterError()
  program
    .command('list')
    .description('list the bundled scenarios')
    .action(() => listCommand(streams))
  withRunOptions(program.command('run').description('run scenarios and show what comes of them'))
    .argument('[name...]', 'bundled scenarios or scenario files; none means all that are bundled')
    .action(async (names: string[], options: RunCommandOptions) => {
      code = await runCommand(names, options, streams)
    })
  withRunOptions(
    program
      .command('start')
      .description('show a full day of one scenario, and the other bundled ones in their short form'),
  )
    .argument('[name...]', 'the scenario whose day is shown (default: field-team)')
    .option('--full', 'full days of all bundled scenarios, or of those that are named')
    .action(async (names: string[], options: StartCommandOptions) => {
      code = await startCommand(names, options, streams)
    })
  const nextLook = nextLookUntil((listener) => streams.onInterrupt(listener))
  const here = { cwd: streams.cwd, user: userInfo().username }
  registerFileCommands(program, { ...streams, nextLook }, here)
  registerDatastoreCommands(program, { ...streams, ...here, nextLook })
  registerDirectoryCommands(program, { ...streams, ...here, nextLook })
  await program.parseAsync(words, { from: 'user' })
  return code
}

const withRunOptions = (command: Command): Command =>
  command
    .option('--seed <n>', 'the seed, 0 to 4294967295 (default 1)')
    .option('--seeds <a..b>', 'a range of seeds, both included')
    .option('--short', 'the short form: 30 minutes, 8 staff, limits of 5')
    .option('--twice', 'execute each run twice, so that S10 judges all of them and not a sample')
    .option('--jobs <n>', 'worker threads (default: one a processor)')
    .option(
      '--reporter <name[=file]>',
      'tui, plain, json, junit or github; several, each with its own file (default: tui in a terminal, else plain)',
      (spoken: string, before: readonly string[] | undefined) => [...(before ?? []), spoken],
    )
    .option('--out <dir>', 'write run.json and plans/ there')

/** What a user sees of trouble is one message; a stack trace is for defects of ours alone. */
const codeOf = (trouble: unknown, streams: Streams): number => {
  if (trouble instanceof CommanderError) return trouble.exitCode === 0 ? 0 : failureCodes.usage
  if (trouble instanceof CommandFailure) {
    streams.err(`shakedown: ${trouble.message}\n`)
    return trouble.exitCode
  }
  streams.err(
    'shakedown: this is a defect of ours, and nothing that you did. What follows helps us to find it.\n',
  )
  streams.err(`${trouble instanceof Error ? (trouble.stack ?? trouble.message) : String(trouble)}\n`)
  return defectCode
}

const streams = processStreams()
process.exitCode = await main(process.argv.slice(2), streams).catch((trouble: unknown) =>
  codeOf(trouble, streams),
)
