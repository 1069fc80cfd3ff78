import { CommanderError } from 'commander'

import type { CommandContext } from './context/command-context.ts'
import { CommandFailure, failureCodes } from './context/command-failure.ts'
import { exitCodes } from './context/exit-codes.ts'
import { buildProgram } from './program.ts'

/** Sets an exit code if the command fails. */
export const runProgram = (words: readonly string[], context: CommandContext): Promise<unknown> =>
  buildProgram(context)
    .parseAsync(words, { from: 'user' })
    .catch((trouble: unknown) => context.exitWith(report(trouble, context)))

/** Prints one message for the user. Only defects of this program have a stack trace. */
const report = (trouble: unknown, { err, calledAs }: CommandContext): number => {
  if (trouble instanceof CommanderError) return trouble.exitCode === 0 ? 0 : failureCodes.usage
  if (trouble instanceof CommandFailure) {
    err(`shakedown: ${trouble.messageFor(calledAs)}\n`)
    return trouble.exitCode
  }
  err('shakedown: this is a defect of this program, not a mistake of yours. Please report what follows.\n')
  err(`${trouble instanceof Error ? (trouble.stack ?? trouble.message) : String(trouble)}\n`)
  return exitCodes.defect
}
