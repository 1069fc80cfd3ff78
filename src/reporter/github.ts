import type { RunRecord } from '../result/run-record.ts'
import { neverHappened, neverText } from '../result/sometimes-tally.ts'
import { failedChecks, failureTexts } from './failure-text.ts'
import { githubSummary } from './github-summary.ts'
import type { Reporter } from './reporter.ts'
import { runCountsText } from './run-counts.ts'

/** Where GitHub Actions listens: workflow commands on the log, and Markdown for the page of the job. */
export interface GithubOutput {
  readonly write: (text: string) => void
  /** Null outside of GitHub Actions, where no page is made. */
  readonly writeSummary: ((markdown: string) => void) | null
}

/** Annotates each run that did not pass, and adds a job summary. */
export const githubReporter = ({ write, writeSummary }: GithubOutput): Reporter => ({
  onRunEnded: ({ record }) => {
    if (record.verdict !== 'passed') write(`${annotationOf(record)}\n`)
  },
  onEnd: (ending) => {
    for (const tally of neverHappened(ending.records))
      write(`${workflowCommand('error', `${tally.scenario}: never happened`, neverText(tally))}\n`)
    write(`${runCountsText(ending)}\n`)
    writeSummary?.(githubSummary(ending))
  },
})

const annotationOf = (record: RunRecord): string => {
  const { scenario, seed, form, verdict, command } = record
  const failed = failedChecks(record).map(({ id }) => id)
  const title = [`${scenario} seed ${seed}, ${form}: ${verdict}`, ...failed].join(' ')
  const message = [...failureTexts(record), `run it again: ${command}`].join('\n')
  return workflowCommand(verdict === 'interrupted' ? 'warning' : 'error', title, message)
}

/** A workflow command is one line, so GitHub's own escapes stand for line breaks and for its separators. */
const workflowCommand = (level: 'error' | 'warning', title: string, message: string): string =>
  `::${level} title=${escapedProperty(title)}::${escapedMessage(message)}`

const escapedMessage = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const escapedProperty = (text: string): string =>
  escapedMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
