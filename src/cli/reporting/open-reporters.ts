import { githubReporter } from '../../reporter/github.ts'
import { jsonReporter } from '../../reporter/json.ts'
import { junitReporter } from '../../reporter/junit.ts'
import { plainReporter, type Ticker } from '../../reporter/plain.ts'
import type { Reporter, TextOutput } from '../../reporter/reporter.ts'
import type { FirstScreen, Streams } from '../context/streams.ts'
import { type FileOutput, openFileOutput } from './file-output.ts'
import type { ReporterName, ReporterOrder } from './reporter-orders.ts'
import { screenReporter } from './screen-reporter.ts'

export interface OpenReporters {
  readonly reporters: readonly Reporter[]
  /** Throws CommandFailure if a file could not be written in full. */
  readonly close: () => void
}

interface Wishes {
  readonly orders: readonly ReporterOrder[]
  readonly firstScreen: FirstScreen
  readonly onQuit: () => void
}

/** Throws CommandFailure if one of the reporters' files cannot be written. */
export const openReporters = (wishes: Wishes, streams: Streams): OpenReporters => {
  const files: FileOutput[] = []
  const opened = (file: string, mode: 'replace' | 'append'): TextOutput => {
    const output = openFileOutput(file, mode)
    files.push(output)
    return output
  }
  const summary = streams.stepSummaryFile
  const makers: { readonly [Name in ReporterName]: (output: TextOutput) => Reporter } = {
    tui: () => screenReporter(streams, wishes),
    plain: (output) => plainReporter(output, realTicker),
    json: ({ write }) => jsonReporter(write),
    junit: ({ write }) => junitReporter(write),
    github: ({ write }) =>
      githubReporter({ write, writeSummary: summary === null ? null : opened(summary, 'append').write }),
  }
  const standard: TextOutput = { columns: streams.columns, write: streams.out }
  const reporters = wishes.orders.map(({ name, file }) =>
    makers[name](file === null ? standard : opened(file, 'replace')),
  )
  return { reporters, close: () => files.forEach((file) => file.close()) }
}

const realTicker: Ticker = {
  nowMs: () => performance.now(),
  everySecond: (tick) => {
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  },
}
