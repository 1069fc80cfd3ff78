import { availableParallelism } from 'node:os'

import {
  bundledScenarios,
  createFeed,
  findScenario,
  type Job,
  loadScenario,
  OutputError,
  planOf,
  prepareOutput,
  runAll,
  type ScenarioSource,
  writeResults,
} from '../harness/index.ts'
import { ScenarioError } from '../plan/scenario-error.ts'
import { jsonText } from '../reporter/json.ts'
import { plainReporter } from '../reporter/plain.ts'
import type { LiveEvent } from '../result/live-event.ts'
import { runDocument } from '../result/run-document.ts'
import { runIdOf } from '../result/run-id.ts'
import type { RunRecord } from '../result/run-record.ts'
import { neverHappened } from '../result/sometimes.ts'
import type { CommandContext } from './context/command-context.ts'
import { CommandFailure, failureCodes } from './context/command-failure.ts'
import type { Streams } from './context/streams.ts'
import { parseJobs, parseSeeds } from './run-options.ts'

export interface RunCommandOptions {
  readonly seed?: string
  readonly seeds?: string
  readonly short?: boolean
  readonly jobs?: string
  readonly reporter?: string
  readonly out?: string
}

type ReporterName = 'tui' | 'plain' | 'json'

/** Codes of a run that came to its end (design §6). */
const codes = { held: 0, checkFailed: 1, defect: 70, interrupted: 130 } as const

/** `shakedown run`: makes the runs, shows them, and returns the exit code. */
export const runCommand = async (
  names: readonly string[],
  options: RunCommandOptions,
  streams: CommandContext,
): Promise<number> => {
  const seeds = parseSeeds(options)
  const workers = parseJobs(options.jobs, availableParallelism())
  const reporter = reporterOf(options.reporter, streams)
  const sources = await soundScenarios(names, streams.cwd)
  const jobs = sources.flatMap(({ source }) =>
    seeds.map((seed): Job => ({
      scenario: source,
      seed,
      form: options.short === true ? 'short' : 'full',
      calledAs: streams.calledAs,
    })),
  )
  if (options.out !== undefined) prepare(options.out)
  const { records, interrupted } = await makeRuns(jobs, sources, { workers, reporter, streams })
  if (options.out !== undefined) await keep(options.out, records, jobs)
  if (reporter === 'json') streams.out(jsonText(records))
  return exitCodeOf(records, interrupted)
}

interface Sound {
  readonly source: ScenarioSource
  readonly story: string
}

/** Looks at every scenario before any run begins: a broken one is the author's to mend, and costs no time. */
const soundScenarios = async (names: readonly string[], cwd: string): Promise<readonly Sound[]> => {
  try {
    const spoken = names.length > 0 ? names.map((name) => findScenario(name, cwd)) : bundledScenarios()
    const sound: Sound[] = []
    for (const source of spoken) {
      const spec = await loadScenario(source)
      sound.push({ source: { ...source, name: spec.name }, story: spec.story })
    }
    return sound
  } catch (trouble) {
    if (trouble instanceof ScenarioError) throw new CommandFailure(failureCodes.usage, trouble.message)
    throw trouble
  }
}

const reporterOf = (asked: string | undefined, streams: Streams): ReporterName => {
  if (asked === undefined) return streams.isTerminal ? 'tui' : 'plain'
  if (asked === 'plain' || asked === 'json') return asked
  if (asked !== 'tui') {
    throw new CommandFailure(failureCodes.usage, `--reporter is tui, plain or json, not "${asked}"`)
  }
  return streams.isTerminal ? 'tui' : 'plain'
}

interface Showing {
  readonly workers: number
  readonly reporter: ReporterName
  readonly streams: Streams
}

const makeRuns = async (
  jobs: readonly Job[],
  sources: readonly Sound[],
  { workers, reporter, streams }: Showing,
): Promise<{ records: readonly RunRecord[]; interrupted: boolean }> => {
  const abort = new AbortController()
  const feed = createFeed()
  const finished: RunRecord[] = []
  const stories = new Map(sources.map(({ source, story }) => [source.name, story]))
  feed.subscribe((event) => {
    if (event.kind === 'run-finished') finished.push(event.record)
  })
  const lines = reporter === 'json' ? null : plainReporter(reporter === 'plain' ? streams.out : () => {})
  if (lines) feed.subscribe((event) => lines.onEvent(event))
  const queued = jobs.map((job) => queuedEvent(job, stories.get(job.scenario.name) ?? ''))
  for (const event of queued) feed.tell(event)
  const screen = reporter === 'tui' ? await streams.showRuns(feed, () => abort.abort()) : null
  const stopListening = streams.onInterrupt(() => abort.abort())
  const records = await runAll({ jobs, workers, feed, withFrames: reporter === 'tui', signal: abort.signal })
  stopListening()
  const interrupted = records.some(({ verdict }) => verdict === 'interrupted')
  if (screen) await leaveScreen(screen, { queued, records, interrupted }, streams)
  else lines?.summary(records, { interrupted, planned: jobs.length })
  return { records, interrupted }
}

const queuedEvent = ({ scenario: { name }, seed, form }: Job, story: string): LiveEvent => ({
  kind: 'run-queued',
  run: runIdOf(name, seed),
  scenario: name,
  seed,
  form,
  story,
})

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
