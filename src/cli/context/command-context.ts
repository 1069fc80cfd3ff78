/** What a command needs of the terminal it runs in, and of whoever runs it. */
export interface FileContext {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Whether what is printed can be drawn over. */
  readonly isTerminal: boolean
  /** Waits for the next look at what is watched; false when that is over. */
  readonly nextLook: () => Promise<boolean>
  /** What relative paths are relative to. */
  readonly cwd: string
  /** The user of the operating system. */
  readonly user: string
  /** What this user's machine remembers of the lines written on it; default: the user's state folder. */
  readonly stateFolder?: string
}
