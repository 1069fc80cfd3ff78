import type { MessagePort } from 'node:worker_threads'

import type { LiveEvent } from '../result/live-event.ts'
import { runIdOf } from '../result/run-id.ts'
import type { RunRecord } from '../result/run-record.ts'
import { armTraps, type Traps } from '../sim/kernel/index.ts'
import type { Job } from './job.ts'
import type { Judging } from './judged-sample.ts'
import { finishedRecord, unfinishedRecord } from './run-record-of.ts'
import { runAsTests } from './vitest-bridge.ts'

export interface WorkerTask {
  readonly jobs: readonly Job[]
  readonly judged: readonly ReturnType<Judging>[]
  /** The owner reads live events here while the worker is busy. */
  readonly port: MessagePort
  /** One Int32, set to 1 to stop: a busy worker reads no messages. */
  readonly stop: SharedArrayBuffer
  readonly withFrames: boolean
}

class CheckFailed extends Error {
  override readonly name = 'CheckFailed'
}

/** Each run is one test of the runner, and returns one record. */
export const runJobs = async (task: WorkerTask): Promise<readonly RunRecord[]> => {
  const [first] = task.jobs
  if (!first) return []
  const traps = armTraps()
  try {
    const records = new Map<Job, RunRecord>()
    const cases = task.jobs.map((job, index) => ({
      title: `seed ${job.seed}`,
      run: () => runJob({ job, twice: task.judged[index] ?? 'always' }, task, traps, records),
    }))
    const outcomes = await runAsTests(first.scenario.file, first.scenario.name, cases)
    return task.jobs.map((job, index) => {
      const record =
        records.get(job) ??
        unfinishedRecord(job, 'crashed', outcomes[index]?.error ?? 'the run left no record')
      task.port.postMessage({
        kind: 'run-finished',
        run: runIdOf(job.scenario.name, job.seed),
        record,
      } satisfies LiveEvent)
      return record
    })
  } finally {
    traps.disarm()
  }
}

interface JudgedJob {
  readonly job: Job
  readonly twice: ReturnType<Judging>
}

const runJob = async (
  { job, twice }: JudgedJob,
  task: WorkerTask,
  traps: Traps,
  records: Map<Job, RunRecord>,
): Promise<void> => {
  // Imported after the traps are armed, so that no module can keep a real clock.
  const { CancelledError, runPlan } = await import('../sim/run/index.ts')
  const { planOf } = await import('./plan-of.ts')
  const isCancelled = stopFlag(task.stop)
  if (isCancelled()) {
    records.set(job, unfinishedRecord(job, 'interrupted', 'it had not begun'))
    return
  }
  const plan = await planOf(job)
  const run = runIdOf(job.scenario.name, job.seed)
  const emit = (event: LiveEvent): void => task.port.postMessage(event)
  emit({ kind: 'run-started', run, topology: plan.topology, startsAtMs: plan.startsAtMs })
  const onFrame = task.withFrames
    ? (frame: Extract<LiveEvent, { kind: 'frame' }>['frame']) => emit({ kind: 'frame', run, frame })
    : null
  try {
    const outcome = await runPlan(plan, {
      traps,
      onFrame,
      isCancelled,
      wallMs: () => performance.now(),
      twice,
    })
    records.set(job, finishedRecord(job, plan, outcome))
  } catch (trouble) {
    if (!(trouble instanceof CancelledError)) throw trouble
    records.set(job, unfinishedRecord(job, 'interrupted', trouble.message))
  }
  const record = records.get(job)
  if (record?.verdict === 'failed') throw new CheckFailed(record.reason ?? 'a check did not hold')
}

const stopFlag = (stop: SharedArrayBuffer): (() => boolean) => {
  const flags = new Int32Array(stop)
  return () => Atomics.load(flags, 0) === 1
}
