import {
  type Collector,
  createRunFeed,
  type Job,
  type Judging,
  OutputError,
  planOf,
  prepareOutput,
  runAll,
  writeResults,
} from '../harness/index.ts'
import { type Ending, type EventOf, type Reporter, reportTo } from '../reporter/reporter.ts'
import { runDocument } from '../result/run-document.ts'
import { runIdOf } from '../result/run-id.ts'
import type { RunRecord } from '../result/run-record.ts'
import { neverHappened } from '../result/sometimes-tally.ts'
import { CommandFailure, failureCodes } from './context/command-failure.ts'
import { exitCodes } from './context/exit-codes.ts'
import type { FirstScreen, Streams } from './context/streams.ts'
import { openReporters } from './reporting/open-reporters.ts'
import type { ReporterOrder } from './reporting/reporter-orders.ts'
import type { Sound } from './sound-scenarios.ts'

export interface Order {
  readonly jobs: readonly Job[]
  readonly sources: readonly Sound[]
  readonly judging: Judging
  readonly collector: Collector
  readonly workers: number
  readonly reporters: readonly ReporterOrder[]
  readonly firstScreen: FirstScreen
  readonly out: string | null
}

export const makeRuns = async (order: Order, streams: Streams): Promise<number> => {
  const { jobs, out } = order
  if (out !== null) prepare(out)
  const { records, interrupted } = await reportedRuns(order, streams)
  if (out !== null) await keep(out, records, jobs)
  return exitCodeOf(records, interrupted)
}

const reportedRuns = async (order: Order, streams: Streams): Promise<Ending> => {
  const abort = new AbortController()
  const stop = (): void => abort.abort()
  const wishes = { orders: order.reporters, firstScreen: order.firstScreen, onQuit: stop }
  const { reporters, close } = openReporters(wishes, streams)
  // Before anything is shown: who sees it may press Ctrl-C at once.
  const stopListening = streams.onInterrupt(stop)
  const beginning = { runs: queuedEvents(order), workers: order.workers }
  await Promise.all(reporters.map(async ({ onBegin }) => onBegin?.(beginning)))
  const records = await recordsOf(order, reporters, abort.signal)
  stopListening()
  const ending = { records, interrupted: records.some(({ verdict }) => verdict === 'interrupted') }
  // All at once: files are written while somebody still looks at the screen.
  await Promise.all(reporters.map(async ({ onEnd }) => onEnd?.(ending)))
  close()
  return ending
}

const recordsOf = (
  { jobs, workers, judging, collector }: Order,
  reporters: readonly Reporter[],
  signal: AbortSignal,
): Promise<readonly RunRecord[]> => {
  const feed = createRunFeed()
  feed.subscribe((event) => reportTo(reporters, event))
  const withFrames = reporters.some(({ onFrame }) => onFrame !== undefined)
  return runAll({ jobs, workers, feed, judging, collector, withFrames, signal })
}

const queuedEvents = ({ jobs, sources }: Order): readonly EventOf<'run-queued'>[] => {
  const stories = new Map(sources.map(({ source, story }) => [source.name, story]))
  return jobs.map(({ scenario: { name }, seed, form }) => ({
    kind: 'run-queued',
    run: runIdOf(name, seed),
    scenario: name,
    seed,
    form,
    story: stories.get(name) ?? '',
  }))
}

const prepare = (folder: string): void => {
  try {
    prepareOutput(folder)
  } catch (trouble) {
    if (trouble instanceof OutputError) throw new CommandFailure(failureCodes.usage, trouble.message)
    throw trouble
  }
}

const keep = async (folder: string, records: readonly RunRecord[], jobs: readonly Job[]): Promise<void> => {
  try {
    const done = jobs.filter((_, index) => records[index]?.verdict !== 'interrupted')
    writeResults(folder, runDocument(records), await Promise.all(done.map(planOf)))
  } catch (trouble) {
    if (trouble instanceof OutputError) throw new CommandFailure(failureCodes.outside, trouble.message)
    throw trouble
  }
}

const exitCodeOf = (records: readonly RunRecord[], interrupted: boolean): number => {
  if (records.some(({ verdict }) => verdict === 'crashed')) return exitCodes.defect
  if (interrupted) return exitCodes.interrupted
  const held = records.every(({ verdict }) => verdict === 'passed') && neverHappened(records).length === 0
  return held ? exitCodes.held : exitCodes.checkFailed
}
