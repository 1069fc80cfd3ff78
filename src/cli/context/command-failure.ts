/** Why a command ended without doing what was asked; 1 and 70 are for checks and defects, and are not thrown by commands. */
export const failureCodes = {
  /** Wrong usage, or a broken scenario file. */
  usage: 2,
  /** A client file that is corrupt, newer or not one. */
  clientFile: 3,
  /** Something outside did not allow it: refused, unreachable, denied, disk full. Nothing is lost. */
  outside: 4,
} as const

/** Ends a command. Its message is all that the user sees: what happened, where, and what to do next. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure'
  readonly exitCode: number

  constructor(exitCode: number, message: string) {
    super(message)
    this.exitCode = exitCode
  }
}
