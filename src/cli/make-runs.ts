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
import { jsonText } from '../reporter/json.ts'
import { plainReporter } from '../reporter/plain.ts'
import { openingLine, progressReporter } from '../reporter/progress.ts'
import type { LiveEvent } from '../result/live-event.ts'
import { runDocument } from '../result/run-document.ts'
import type { RunFeed } from '../result/run-feed.ts'
import { runIdOf } from '../result/run-id.ts'
import type { RunRecord } from '../result/run-record.ts'
import { neverHappened } from '../result/sometimes-tally.ts'
import { CommandFailure, failureCodes } from './command-failure.ts'
import type { ReporterName } from './run-options.ts'
import type { Sound } from './sound-scenarios.ts'
import type { FirstScreen, Streams } from './streams.ts'

/** Everything that decides which runs are made and how they are shown. */
export interface Order {
  readonly jobs: readonly Job[]
  readonly sources: readonly Sound[]
  readonly judging: Judging
  readonly collector: Collector
  readonly workers: number
  readonly reporter: ReporterName
  readonly firstScreen: FirstScreen
  /** The folder for results; null where nothing is kept. */
  readonly out: string | null
}

/** Codes of a run that came to its end. */
const codes = { held: 0, checkFailed: 1, defect: 70, interrupted: 130 } as const

/** How often the progress reporter looks whether it has been silent for too long. */
const progressTickMs = 1000

/** Makes the runs, shows them, keeps their results where asked, and returns the exit code. */
export const makeRuns = async (order: Order, streams: Streams): Promise<number> => {
  const { jobs, out, reporter } = order
  if (out !== null) prepare(out)
  const { records, interrupted } = await shownRuns(order, streams)
  if (out !== null) await keep(out, records, jobs)
  if (reporter === 'json') streams.out(jsonText(records))
  return exitCodeOf(records, interrupted)
}

interface Made {
  readonly records: readonly RunRecord[]
  readonly interrupted: boolean
}

const shownRuns = async (order: Order, streams: Streams): Promise<Made> => {
  const { jobs, workers, judging, collector } = order
  const abort = new AbortController()
  const feed = createRunFeed()
  // Before anything is shown: who sees it may press Ctrl-C at once.
  const stopListening = streams.onInterrupt(() => abort.abort())
  const queued = queuedEvents(order)
  for (const event of queued) feed.emit(event)
  const view = await viewOf(order, { queued, feed, stop: () => abort.abort() }, streams)
  const withFrames = order.reporter !== 'json'
  const records = await runAll({ jobs, workers, feed, judging, collector, withFrames, signal: abort.signal })
  stopListening()
  const interrupted = records.some(({ verdict }) => verdict === 'interrupted')
  await view({ records, interrupted })
  return { records, interrupted }
}

const queuedEvents = ({ jobs, sources }: Order): readonly QueuedEvent[] => {
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

type QueuedEvent = LiveEvent & { kind: 'run-queued' }

interface Told {
  readonly queued: readonly QueuedEvent[]
  readonly feed: RunFeed
  readonly stop: () => void
}

/** Begins to show the runs; returns how to end that. */
const viewOf = async (
  order: Order,
  { queued, feed, stop }: Told,
  streams: Streams,
): Promise<(made: Made) => Promise<void>> => {
  if (order.reporter === 'json') return () => Promise.resolve()
  if (order.reporter === 'plain') return plainView(order, { queued, feed }, streams)
  const screen = await streams.showRuns({ feed, onQuit: stop, firstScreen: order.firstScreen })
  return (made) => leaveScreen(screen, { queued, ...made }, streams)
}

const plainView = (
  { workers }: Order,
  { queued, feed }: Omit<Told, 'stop'>,
  streams: Streams,
): ((made: Made) => Promise<void>) => {
  streams.out(`${openingLine(queued, workers)}\n`)
  const lines = plainReporter(streams.out)
  const progress = progressReporter(streams.out, () => performance.now())
  feed.subscribe((event) => {
    lines.onEvent(event)
    progress.onEvent(event)
  })
  const timer = setInterval(() => progress.tick(), progressTickMs)
  return ({ records, interrupted }) => {
    clearInterval(timer)
    lines.summary(records, { interrupted, planned: queued.length })
    return Promise.resolve()
  }
}

type Screen = Awaited<ReturnType<Streams['showRuns']>>

interface Seen {
  readonly queued: readonly LiveEvent[]
  readonly records: readonly RunRecord[]
  readonly interrupted: boolean
}

/** The screen stays until its reader quits; then what was seen there is left behind as lines. */
const leaveScreen = async (
  screen: Screen,
  { queued, records, interrupted }: Seen,
  streams: Streams,
): Promise<void> => {
  if (interrupted) screen.close()
  await screen.finished
  const lines = plainReporter(streams.out)
  for (const event of queued) lines.onEvent(event)
  for (const record of records)
    lines.onEvent({ kind: 'run-finished', run: runIdOf(record.scenario, record.seed), record })
  lines.summary(records, { interrupted, planned: records.length })
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
  if (records.some(({ verdict }) => verdict === 'crashed')) return codes.defect
  if (interrupted) return codes.interrupted
  const held = records.every(({ verdict }) => verdict === 'passed') && neverHappened(records).length === 0
  return held ? codes.held : codes.checkFailed
}
