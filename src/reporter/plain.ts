import { countedText } from '../result/format.ts'
import type { LiveEvent } from '../result/live-event.ts'
import type { RunRecord } from '../result/run-record.ts'
import { neverHappened, neverText } from '../result/sometimes-tally.ts'
import { plainLines } from './plain-lines.ts'

export interface PlainReporter {
  onEvent(event: LiveEvent): void
  /** Call once, at the end. `planned` counts the runs that were asked for, finished or not. */
  summary(
    records: readonly RunRecord[],
    options: { readonly interrupted: boolean; readonly planned: number },
  ): void
}

/** Prints one line for each run that finishes, and a line that sums up: for pipes, logs and CI. */
export const plainReporter = (write: (text: string) => void): PlainReporter => {
  let nameWidth = 0
  return {
    onEvent(event) {
      if (event.kind === 'run-queued') nameWidth = Math.max(nameWidth, event.scenario.length)
      if (event.kind === 'run-finished') write(`${plainLines(event.record, nameWidth).join('\n')}\n`)
    },
    summary(records, options) {
      write(`${summaryLine(records, options)}\n`)
      for (const tally of neverHappened(records)) write(`never happened  ${neverText(tally)}\n`)
    },
  }
}

const summaryLine = (
  records: readonly RunRecord[],
  options: { readonly interrupted: boolean; readonly planned: number },
): string => {
  const countOf = (verdict: RunRecord['verdict']): number =>
    records.filter((record) => record.verdict === verdict).length
  const passed = countOf('passed')
  const failed = countOf('failed')
  const crashed = countOf('crashed')
  const unfinished = options.planned - passed - failed - crashed
  return [
    `${countedText(options.planned, 'run')}: ${passed} passed, ${failed} failed`,
    ...(crashed > 0 ? [`${crashed} crashed`] : []),
    ...(options.interrupted || unfinished > 0 ? [`${unfinished} interrupted`] : []),
  ].join(', ')
}
