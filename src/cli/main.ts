import { userInfo } from 'node:os'

import { CommanderError } from 'commander'

import { calledAs } from './context/called-as.ts'
import type { CommandContext } from './context/command-context.ts'
import { CommandFailure, failureCodes } from './context/command-failure.ts'
import { exitCodes } from './context/exit-codes.ts'
import { nextPollUntil } from './context/next-poll.ts'
import { processStreams } from './context/process-streams.ts'
import { buildProgram } from './program.ts'

const streams = processStreams()
const context: CommandContext = {
  ...streams,
  nextPoll: nextPollUntil((listener) => streams.onInterrupt(listener)),
  calledAs: calledAs({ script: process.argv[1] ?? '', cwd: streams.cwd, env: process.env }),
  user: userInfo().username,
  exitWith: (code) => void (process.exitCode = code),
}

/** Prints one message for the user. Only defects of this program have a stack trace. */
const report = (trouble: unknown): number => {
  if (trouble instanceof CommanderError) return trouble.exitCode === 0 ? 0 : failureCodes.usage
  if (trouble instanceof CommandFailure) {
    context.err(`shakedown: ${trouble.messageFor(context.calledAs)}\n`)
    return trouble.exitCode
  }
  context.err(
    'shakedown: this is a defect of this program, not a mistake of yours. Please report what follows.\n',
  )
  context.err(`${trouble instanceof Error ? (trouble.stack ?? trouble.message) : String(trouble)}\n`)
  return exitCodes.defect
}

process.exitCode = exitCodes.held
await buildProgram(context)
  .parseAsync(process.argv.slice(2), { from: 'user' })
  .catch((trouble: unknown) => context.exitWith(report(trouble)))
