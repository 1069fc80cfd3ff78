// Started by trace-pool.ts: executes each run that it is sent, and answers with the figures of its trace.
import { traceOf, type TraceRun } from './trace-of.ts'

process.on('message', (run: TraceRun) => {
  traceOf(run).then(
    (figures) => process.send?.({ kind: 'traced', figures }),
    (reason: unknown) => process.send?.({ kind: 'failed', reason: String(reason) }),
  )
})
