import { runDocument } from '../result/run-document.ts'
import type { RunRecord } from '../result/run-record.ts'

/** The whole invocation as one document, for programs that read standard output. */
export const jsonText = (records: readonly RunRecord[]): string =>
  `${JSON.stringify(runDocument(records), null, 2)}\n`
