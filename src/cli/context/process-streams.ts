import { exitCodes } from './exit-codes.ts'
import type { Streams } from './streams.ts'

/** A second Ctrl-C within this time is the same one, received twice: npm and a terminal may both pass it on. */
const sameInterruptMs = 150

export const processStreams = (): Streams => {
  // The reader of a pipe may stop early (`| head`): then there is nobody left to print for.
  process.stdout.on('error', (trouble: NodeJS.ErrnoException) => {
    if (trouble.code === 'EPIPE') process.exit(0)
    throw trouble
  })
  return realStreams()
}

interface Ends {
  readonly stdin: { readonly isTTY?: boolean }
  readonly stdout: { readonly isTTY?: boolean }
}

/** Whether a screen can be shown. A dumb terminal, such as one inside an editor, cannot move its cursor. */
export const canDraw = ({ stdin, stdout }: Ends, term: string | undefined): boolean =>
  stdin.isTTY === true && stdout.isTTY === true && term !== 'dumb'

const realStreams = (): Streams => ({
  cwd: process.cwd(),
  isTerminal: canDraw(process, process.env['TERM']),
  get columns() {
    // A terminal whose size nobody set reports no columns.
    return process.stdout.isTTY && process.stdout.columns > 0 ? process.stdout.columns : 80
  },
  stepSummaryFile: process.env['GITHUB_STEP_SUMMARY'] || null,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  onInterrupt: (listener) => {
    let firstMs: number | null = null
    const onSignal = (): void => {
      if (firstMs === null) listener()
      else if (Date.now() - firstMs > sameInterruptMs) process.exit(exitCodes.interrupted)
      firstMs ??= Date.now()
    }
    process.on('SIGINT', onSignal)
    process.on('SIGTERM', onSignal)
    return () => {
      process.off('SIGINT', onSignal)
      process.off('SIGTERM', onSignal)
    }
  },
  showRuns: async (options) => {
    // React's development build costs half as much again, and is chosen by this when it is first loaded.
    process.env['NODE_ENV'] ??= 'production'
    const { showRuns } = await import('../../ui/show-runs.tsx')
    const colour = process.env['NO_COLOR'] === undefined || process.env['NO_COLOR'] === ''
    return showRuns({ ...options, stdout: process.stdout, stdin: process.stdin, colour })
  },
})
