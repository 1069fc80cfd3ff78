import { userInfo } from 'node:os'

import { calledAs } from './context/called-as.ts'
import type { CommandContext } from './context/command-context.ts'
import { exitCodes } from './context/exit-codes.ts'
import { nextPollUntil } from './context/next-poll.ts'
import { processStreams } from './context/process-streams.ts'
import { runProgram } from './run-program.ts'

const streams = processStreams()
const context: CommandContext = {
  ...streams,
  nextPoll: nextPollUntil((listener) => streams.onInterrupt(listener)),
  calledAs: calledAs({ script: process.argv[1] ?? '', cwd: streams.cwd, env: process.env }),
  user: userInfo().username,
  exitWith: (code) => void (process.exitCode = code),
}

process.exitCode = exitCodes.held
await runProgram(process.argv.slice(2), context)
