import { exitCodes } from './exit-codes.ts'

const { usage, clientFile, outside } = exitCodes

/** Exit codes of commands that failed to do their work. */
export const failureCodes = { usage, clientFile, outside } as const

export type MessageFor = (shakedown: string) => string

/** Ends a command. Its message is all that the user sees: what happened, where, and the next step. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure'
  readonly exitCode: number
  readonly #messageFor: MessageFor

  constructor(exitCode: number, message: string | MessageFor) {
    const messageFor = typeof message === 'string' ? () => message : message
    super(messageFor('shakedown'))
    this.exitCode = exitCode
    this.#messageFor = messageFor
  }

  messageFor(calledAs: string): string {
    return this.#messageFor(calledAs)
  }
}

export const usageFailure = (message: string | MessageFor): CommandFailure =>
  new CommandFailure(failureCodes.usage, message)
