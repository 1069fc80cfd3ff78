import { fileURLToPath } from 'node:url'
import { MessageChannel, type MessagePort } from 'node:worker_threads'

import { move, Piscina, transferableSymbol, valueSymbol } from 'piscina'

import type { LiveEvent } from '../result/live-event.ts'
import { runIdOf } from '../result/run-id.ts'
import type { RunRecord } from '../result/run-record.ts'
import { type Collector, fastCollector, tuneCollector } from './collector.ts'
import type { Job } from './job.ts'
import { type Judging, sampleOf } from './judged-sample.ts'
import type { RunFeedEmitter } from './run-feed-emitter.ts'
import { unfinishedRecord } from './run-record-of.ts'
import type { WorkerTask } from './worker.ts'

export interface RunAllOptions {
  readonly jobs: readonly Job[]
  readonly workers: number
  readonly feed: RunFeedEmitter
  readonly withFrames: boolean
  readonly judging?: Judging
  readonly collector?: Collector
  /** Abort this signal to stop: finished runs are kept, the rest are reported as interrupted. */
  readonly signal: AbortSignal
}

/** How many short runs a task has. Handing out a task costs a tenth of a short run. */
const shortRunsATask = 8

export const runAll = async (options: RunAllOptions): Promise<readonly RunRecord[]> => {
  const stop = new SharedArrayBuffer(4)
  const stopAll = (): void => void Atomics.store(new Int32Array(stop), 0, 1)
  if (options.signal.aborted) stopAll()
  options.signal.addEventListener('abort', stopAll, { once: true })
  const collector = options.collector ?? fastCollector
  tuneCollector(collector)
  const pool = new Piscina({
    filename: workerFile(),
    name: 'runJobs',
    minThreads: 1,
    maxThreads: Math.max(1, options.workers),
    // Otherwise a task without a free worker is queued again, and runs begin in no order.
    stricterFIFO: true,
    resourceLimits: {
      maxOldGenerationSizeMb: collector.oldGenerationMb,
      maxYoungGenerationSizeMb: collector.nurseryMb,
    },
  })
  const judging = options.judging ?? sampleOf(options.jobs)
  try {
    const records = await Promise.all(
      tasksOf(options.jobs, options.workers).map((jobs) =>
        runTask(
          pool,
          { jobs, judged: jobs.map(judging), stop, withFrames: options.withFrames },
          options.feed,
        ),
      ),
    )
    return records.flat()
  } finally {
    options.signal.removeEventListener('abort', stopAll)
    await pool.destroy()
  }
}

/** Returns the source of the worker, or its compiled file if this module is compiled. */
const workerFile = (): string =>
  fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url))

const runTask = async (
  pool: Piscina,
  task: Omit<WorkerTask, 'port'>,
  feed: RunFeedEmitter,
): Promise<readonly RunRecord[]> => {
  const { jobs } = task
  const { port1, port2 } = new MessageChannel()
  const relayed = relayEvents(port1, jobs.length, feed)
  try {
    const records: readonly RunRecord[] = await pool.run(withPort({ ...task, port: port2 }))
    // The worker's last events may arrive after its answer.
    await relayed
    return records
  } catch (trouble) {
    const reason = trouble instanceof Error ? trouble.message : String(trouble)
    return jobs.map((job) => {
      const record = unfinishedRecord(job, 'crashed', `the worker ended: ${reason}`)
      feed.emit({ kind: 'run-finished', run: runIdOf(job.scenario.name, job.seed), record })
      return record
    })
  } finally {
    port1.close()
  }
}

/** Passes on the worker's events. Resolves when this many runs have finished. */
const relayEvents = (port: MessagePort, runs: number, feed: RunFeedEmitter): Promise<void> =>
  new Promise((resolve) => {
    let finished = 0
    port.on('message', (event: LiveEvent) => {
      feed.emit(event)
      if (event.kind === 'run-finished') finished += 1
      if (finished === runs) resolve()
    })
  })

/** Names the part that moves to the worker. Piscina's own list has another type. */
const withPort = (task: WorkerTask): unknown => {
  const movable = {
    get [transferableSymbol]() {
      return task.port
    },
    get [valueSymbol]() {
      return task
    },
  }
  return move(movable)
}

const tasksOf = (jobs: readonly Job[], workers: number): readonly (readonly Job[])[] => {
  const tasks: Job[][] = []
  const size = Math.max(1, Math.min(shortRunsATask, Math.floor(jobs.length / Math.max(1, workers))))
  for (const job of jobs) {
    const last = tasks.at(-1)
    const fits = job.form === 'short' && last?.[0]?.scenario.file === job.scenario.file && last.length < size
    if (last && fits) last.push(job)
    else tasks.push([job])
  }
  return tasks
}
