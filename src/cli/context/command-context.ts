import type { Streams } from './streams.ts'

/** The terminal, the user and the folder that a command runs in. */
export interface CommandContext extends Streams {
  /** Waits until a watched thing is to be polled again. Returns false once somebody interrupted. */
  readonly nextPoll: () => Promise<boolean>
  /** How the user called this program, such as `npx shakedown`: hints begin with it. */
  readonly calledAs: string
  /** The user of the operating system. */
  readonly user: string
  /** Where this machine remembers the logs written on it. Defaults to the user's state folder. */
  readonly stateFolder?: string
  /** Sets the exit code of a command that ended without a failure. */
  readonly exitWith: (code: number) => void
}
