import { neverHappened, neverText } from '../result/sometimes-tally.ts'
import { wrapped } from '../result/wrapped.ts'
import { plainLines, recapLines } from './plain-lines.ts'
import { openingLine, progressReporter } from './progress.ts'
import type { Beginning, Ending, Reporter, TextOutput } from './reporter.ts'
import { runCountsText, worstFirst } from './run-counts.ts'

export interface Ticker {
  readonly nowMs: () => number
  /** Calls back about once a second; returns how to stop that. */
  readonly everySecond: (tick: () => void) => () => void
}

/** Prints each run when it finishes, and the failures at the end: for pipes, logs and CI. */
export const plainReporter = (output: TextOutput, ticker: Ticker): Reporter => {
  const { columns, write } = output
  const progress = progressReporter(output, ticker.nowMs)
  let name = 0
  let stopTicking = (): void => undefined
  return {
    onBegin(beginning) {
      name = nameWidthOf(beginning)
      write(`${openingLine(beginning.runs, beginning.workers)}\n`)
      progress.onBegin(beginning)
      stopTicking = ticker.everySecond(() => progress.tick())
    },
    onRunBegan: progress.onRunBegan,
    onFrame: progress.onFrame,
    onRunEnded(event) {
      write(linesText(plainLines(event.record, { columns, name })))
      progress.onRunEnded(event)
    },
    onEnd(ending) {
      stopTicking()
      write(linesText([...recap(ending, { columns, name }), ...closingLines(ending, columns)]))
    },
  }
}

/** All runs at once, failures first: for a screen that closes. */
export const plainText = (beginning: Beginning, ending: Ending, columns: number): string => {
  const widths = { columns, name: nameWidthOf(beginning) }
  const runs = worstFirst(ending.records).flatMap((record) => plainLines(record, widths))
  return linesText([...runs, ...closingLines(ending, columns)])
}

const nameWidthOf = ({ runs }: Beginning): number =>
  Math.max(0, ...runs.map(({ scenario }) => scenario.length))

/** Among many lines a failure is lost. A single run has just been printed. */
const recap = ({ records }: Ending, widths: Parameters<typeof recapLines>[1]): readonly string[] =>
  records.length < 2
    ? []
    : worstFirst(records)
        .filter(({ verdict }) => verdict === 'failed' || verdict === 'crashed')
        .flatMap((record) => recapLines(record, widths))

const closingLines = (ending: Ending, columns: number): readonly string[] => [
  runCountsText(ending),
  ...neverHappened(ending.records).flatMap((tally) =>
    wrapped(`never happened  ${neverText(tally)}`, columns),
  ),
]

const linesText = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')
