import type { RunDocument, RunRecord } from './run-record.ts'
import { sometimesTallies } from './sometimes-tally.ts'

export const runDocument = (runs: readonly RunRecord[]): RunDocument => ({
  schema: 'shakedown.run/2',
  runs: [...runs],
  sometimes: [...sometimesTallies(runs)],
})
