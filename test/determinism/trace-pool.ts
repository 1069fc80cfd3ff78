import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

import type { TraceFigures, TraceRun } from './trace-of.ts'

type WorkerAnswer =
  | { readonly kind: 'traced'; readonly figures: TraceFigures }
  | { readonly kind: 'failed'; readonly reason: string }

/** Executes runs in worker processes, and reports each as it ends. Stops handing out runs once `traced` returns false. */
export const traceInPool = async (
  runs: readonly TraceRun[],
  workersMax: number,
  traced: (run: TraceRun, figures: TraceFigures) => boolean,
): Promise<void> => {
  const queue = [...runs]
  const workOff = async (): Promise<void> => {
    const worker = fork(join(import.meta.dirname, 'trace-worker.ts'))
    const lost = once(worker, 'exit').then(() => [{ kind: 'failed', reason: 'its process ended' }])
    try {
      for (let run = queue.shift(); run; run = queue.shift()) {
        worker.send(run)
        const [answer] = (await Promise.race([once(worker, 'message'), lost])) as [WorkerAnswer]
        if (!traced(run, figuresIn(run, answer))) queue.length = 0
      }
    } finally {
      worker.kill()
    }
  }
  await Promise.all(Array.from({ length: Math.min(workersMax, runs.length) }, workOff))
}

const figuresIn = ({ scenario, seed }: TraceRun, answer: WorkerAnswer): TraceFigures => {
  if (answer.kind === 'failed') throw new Error(`${scenario}, seed ${seed}: ${answer.reason}`)
  return answer.figures
}
