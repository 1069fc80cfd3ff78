import { runDocument } from '../result/run-document.ts'
import type { RunRecord } from '../result/run-record.ts'
import type { Reporter } from './reporter.ts'

/** Writes all runs as one document, for programs. docs/reference/run.schema.json describes it. */
export const jsonReporter = (write: (text: string) => void): Reporter => ({
  onEnd: ({ records }) => write(jsonText(records)),
})

export const jsonText = (records: readonly RunRecord[]): string =>
  `${JSON.stringify(runDocument(records), null, 2)}\n`
