import type { CommandContext } from '../../src/cli/context/command-context.ts'

/** A context without a terminal, in which nothing is printed and nobody waits, but for the given parts. */
export const contextWith = (parts: Partial<CommandContext>): CommandContext => ({
  out: () => {},
  err: () => {},
  isTerminal: false,
  columns: 80,
  stepSummaryFile: null,
  onInterrupt: () => () => {},
  showRuns: () => Promise.reject(new Error('there is no screen here')),
  nextPoll: () => Promise.resolve(false),
  exitWith: () => {},
  calledAs: 'npx shakedown',
  cwd: '/nowhere',
  user: 'os-user',
  ...parts,
})
