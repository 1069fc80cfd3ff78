// Many seeds of every bundled scenario, through the harness; keeps what came of them in reports/.

import { renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import {
  bundledScenarios,
  createRunFeed,
  everyRun,
  type Job,
  runAll,
  sampleOf,
  type ScenarioSource,
} from '../src/harness/index.ts'
import type { RunRecord } from '../src/result/run-record.ts'
import { neverHappened } from '../src/result/sometimes-tally.ts'
import { type CampaignOptions, campaignOptions, UsageError } from './campaign-options.ts'
import { type Campaign, campaignDocument, campaignText, type Group } from './campaign-report.ts'
import { currentConditions } from './conditions.ts'

/** So that a machine that goes down takes half a minute's work with it, and no more. */
const keepEveryMs = 30_000

const main = async (words: readonly string[]): Promise<number> => {
  const options = campaignOptions(words)
  const scenarios = chosen(options.scenarios)
  const stop = stopOnInterrupt()
  const conditions = currentConditions()
  const groups: Group[] = []
  const campaign = (current: readonly Group[] = []): Campaign => {
    const interrupted = stop.aborted || current.length > 0
    return { conditions, jobs: options.jobs, interrupted, groups: [...groups, ...current] }
  }
  for (const { jobs, ...name } of plannedGroups(options, scenarios)) {
    if (stop.aborted) break
    const startMs = performance.now()
    const groupOf = (records: readonly RunRecord[]): Group => {
      const elapsedSeconds = (performance.now() - startMs) / 1000
      return { ...name, planned: jobs.length, records, elapsedSeconds }
    }
    const finished = await runGroup(jobs, options, stop, (records) =>
      keep(options.to, campaign([groupOf(records)])),
    )
    groups.push(groupOf(finished))
    keep(options.to, campaign())
  }
  process.stdout.write(campaignText(campaign()))
  if (stop.aborted) return 130
  const records = groups.flatMap((group) => group.records)
  const isFailed = records.some(({ verdict }) => verdict !== 'passed') || neverHappened(records).length > 0
  return isFailed ? 1 : 0
}

interface PlannedGroup {
  readonly scenario: string
  readonly form: Group['form']
  readonly jobs: readonly Job[]
}

const chosen = (names: readonly string[]): readonly ScenarioSource[] => {
  const all = bundledScenarios()
  const unknown = names.find((name) => !all.some((scenario) => scenario.name === name))
  if (unknown !== undefined)
    throw new UsageError(
      `there is no scenario "${unknown}"; there are ${all.map(({ name }) => name).join(', ')}`,
    )
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name))
}

const plannedGroups = (
  options: CampaignOptions,
  scenarios: readonly ScenarioSource[],
): readonly PlannedGroup[] =>
  (['short', 'full'] as const).flatMap((form) =>
    scenarios.flatMap((scenario) => {
      const jobs = Array.from({ length: options[form] }, (_, index) => ({ scenario, form, seed: index + 1 }))
      return jobs.length > 0 ? [{ scenario: scenario.name, form, jobs }] : []
    }),
  )

/** Makes the runs; `keepSome` is called now and then with what is finished. */
const runGroup = async (
  jobs: readonly Job[],
  options: CampaignOptions,
  signal: AbortSignal,
  keepSome: (records: readonly RunRecord[]) => void,
): Promise<readonly RunRecord[]> => {
  const feed = createRunFeed()
  const finished: RunRecord[] = []
  let keptMs = performance.now()
  feed.subscribe((event) => {
    if (event.kind !== 'run-finished' || event.record.verdict === 'interrupted') return
    finished.push(event.record)
    progress(jobs, event.record, finished.length)
    if (performance.now() - keptMs < keepEveryMs) return
    keptMs = performance.now()
    keepSome(finished)
  })
  const judging = options.twice ? everyRun : sampleOf(jobs)
  await runAll({ jobs, workers: options.jobs, feed, judging, withFrames: false, signal })
  return finished.toSorted((a, b) => a.seed - b.seed)
}

const progress = (
  jobs: readonly Job[],
  { scenario, form, verdict, command, reason }: RunRecord,
  done: number,
) => {
  if (verdict !== 'passed') process.stderr.write(`\n${command}: ${verdict}: ${reason ?? ''}\n`)
  const end = done === jobs.length ? '\n' : ''
  if (process.stderr.isTTY) process.stderr.write(`\r${scenario}, ${form}: ${done} of ${jobs.length}${end}`)
  else if (done % 50 === 0 || end) process.stderr.write(`${scenario}, ${form}: ${done} of ${jobs.length}\n`)
}

const keep = (to: string, campaign: Campaign): void => {
  write(`../reports/${to}.json`, `${JSON.stringify(campaignDocument(campaign), null, 2)}\n`)
  write(`../reports/${to}.md`, campaignText(campaign))
}

const write = (relative: string, text: string): void => {
  const file = fileURLToPath(new URL(relative, import.meta.url))
  writeFileSync(`${file}.part`, text)
  renameSync(`${file}.part`, file)
}

/** A second Ctrl-C within this time is the same one, heard twice: npm and a terminal may both pass it on. */
const sameInterruptMs = 150

/** At the first Ctrl-C the runs are told to stop and what is finished is kept; the second ends at once. */
const stopOnInterrupt = (): AbortSignal => {
  const abort = new AbortController()
  let firstMs: number | null = null
  const heard = (): void => {
    if (firstMs !== null && performance.now() - firstMs > sameInterruptMs) process.exit(130)
    firstMs ??= performance.now()
    abort.abort()
  }
  process.on('SIGINT', heard)
  process.on('SIGTERM', heard)
  return abort.signal
}

process.exitCode = await main(process.argv.slice(2)).catch((trouble: unknown) => {
  if (!(trouble instanceof UsageError)) throw trouble
  process.stderr.write(`campaign: ${trouble.message}\n`)
  return 2
})
