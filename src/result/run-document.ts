import type { RunDocument, RunRecord } from './run-record.ts'
import { sometimesTallies } from './sometimes-tally.ts'

/** The one document that `--reporter json` prints and `--out` writes. */
export const runDocument = (runs: readonly RunRecord[]): RunDocument => ({
  schema: 'shakedown.run/2',
  runs: [...runs],
  sometimes: [...sometimesTallies(runs)],
})
