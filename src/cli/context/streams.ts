import type { RunFeed } from '../../result/run-feed.ts'

/** A command's way to the outside, handed in so that a test can replace it. */
export interface Streams {
  readonly cwd: string
  /** Whether somebody can read and type: both ends are a terminal that can draw. */
  readonly isTerminal: boolean
  /** The columns of standard output's terminal, or 80 if unknown. */
  readonly columns: number
  /** The file behind the page of a GitHub Actions job; null elsewhere. */
  readonly stepSummaryFile: string | null
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Calls back at Ctrl-C. Returns a function that stops listening. */
  onInterrupt(listener: () => void): () => void
  showRuns(options: {
    readonly feed: RunFeed
    readonly onQuit: () => void
    readonly firstScreen: FirstScreen
  }): Promise<{ readonly finished: Promise<void>; close(): void }>
}

export type FirstScreen = 'overview' | 'run'
