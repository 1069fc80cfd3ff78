import type { CommandContext } from '../../../src/cli/context/command-context.ts'
import { runProgram } from '../../../src/cli/run-program.ts'
import { root } from '../../house/repository.ts'
import { contextWith } from '../command-context.ts'
import type { Left } from './terminal.ts'

/** Types `shakedown …` into this process, which starts at once. terminal.ts starts a process of its own. */
export const typed = async (
  words: readonly string[],
  context: Partial<CommandContext> = {},
): Promise<Left> => {
  let code = 0
  let out = ''
  let err = ''
  await runProgram(
    words,
    contextWith({
      cwd: root,
      exitWith: (failure) => void (code = failure),
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      ...context,
    }),
  )
  return { code, out, err }
}
