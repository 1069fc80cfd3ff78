import { availableParallelism } from 'node:os'

import { everyRun, fastCollector, type Job, sampleOf } from '../harness/index.ts'
import type { CommandContext } from './context/command-context.ts'
import { makeRuns } from './make-runs.ts'
import { reporterOrders } from './reporting/reporter-orders.ts'
import { parseJobs, parseSeeds } from './run-options.ts'
import { soundScenarios } from './sound-scenarios.ts'

export interface RunCommandOptions {
  readonly seed?: string
  readonly seeds?: string
  readonly on?: string
  readonly short?: boolean
  readonly twice?: boolean
  readonly jobs?: string
  readonly reporter?: readonly string[]
  readonly out?: string
}

/** `shakedown run`: each scenario with each seed, all in one form. Returns the exit code. */
export const runCommand = async (
  names: readonly string[],
  options: RunCommandOptions,
  streams: CommandContext,
): Promise<number> => {
  const seeds = parseSeeds(options)
  const workers = parseJobs(options.jobs, availableParallelism())
  const reporters = reporterOrders(options.reporter ?? [], streams)
  const sources = await soundScenarios(names, streams.cwd, options.on)
  const jobs = sources.flatMap(({ source, leftOut }) =>
    seeds.map((seed): Job => ({
      scenario: source,
      leftOut,
      seed,
      form: options.short === true ? 'short' : 'full',
      calledAs: streams.calledAs,
    })),
  )
  const judging = options.twice === true ? everyRun : sampleOf(jobs)
  const out = options.out ?? null
  const shown = { workers, reporters, firstScreen: 'overview', collector: fastCollector, out } as const
  return makeRuns({ jobs, sources, judging, ...shown }, streams)
}
