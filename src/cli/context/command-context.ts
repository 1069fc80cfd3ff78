import type { Streams } from './streams.ts'

export interface CommandContext extends Streams {
  /** Waits until a watched thing is to be polled again. Returns false once somebody interrupted. */
  readonly nextPoll: () => Promise<boolean>
  readonly calledAs: string
  readonly user: string
  /** Where this machine remembers the logs written on it. Defaults to the user's state folder. */
  readonly stateFolder?: string
  readonly exitWith: (code: number) => void
}
