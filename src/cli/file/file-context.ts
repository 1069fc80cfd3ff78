/** What a command needs of the terminal it runs in, and of whoever runs it. */
export interface FileContext {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** What relative paths are relative to. */
  readonly cwd: string
  /** The user of the operating system. */
  readonly user: string
  /** What this user's machine remembers of the lines written on it; default: the user's state folder. */
  readonly stateFolder?: string
}
