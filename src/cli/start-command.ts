import { availableParallelism } from 'node:os'

import { everyRun, fastCollector, frugalCollector, type Job, shortFormsOnly } from '../harness/index.ts'
import type { CommandContext } from './context/command-context.ts'
import { makeRuns } from './make-runs.ts'
import { reporterOrders } from './reporting/reporter-orders.ts'
import { runCommand, type RunCommandOptions } from './run-command.ts'
import { parseJobs, parseSeeds } from './run-options.ts'
import { type Sound, soundScenarios } from './sound-scenarios.ts'

export interface StartCommandOptions extends RunCommandOptions {
  readonly full?: boolean
}

/** The scenario whose day is shown unless another one is named. */
const liveScenario = 'field-team'

/**
 * `npm start`: shows a full day of one scenario in front, and the others as short forms behind it, within a
 * minute. With --full, --short or several seeds it is `shakedown run`.
 */
export const startCommand = async (
  names: readonly string[],
  options: StartCommandOptions,
  streams: CommandContext,
): Promise<number> => {
  if (options.full === true || options.short === true || options.seeds !== undefined)
    return runCommand(names, options, streams)
  const [seed = 1] = parseSeeds(options)
  const workers = parseJobs(options.jobs, availableParallelism())
  const reporters = reporterOrders(options.reporter ?? [], streams)
  const live = await soundScenarios(names.length > 0 ? names : [liveScenario], streams.cwd)
  const sources = [...live, ...othersThan(live, await soundScenarios([], streams.cwd))]
  const jobs = startJobs(live, sources, { seed, calledAs: streams.calledAs })
  const judging = options.twice === true ? everyRun : shortFormsOnly
  const out = options.out ?? null
  // Another scenario's day may need any amount of memory.
  const collector = names.length > 0 ? fastCollector : frugalCollector
  const shown = { workers, reporters, firstScreen: 'run', collector, out } as const
  return makeRuns({ jobs, sources, judging, ...shown }, streams)
}

// Compares names, because a run has the name of its scenario.
const othersThan = (live: readonly Sound[], all: readonly Sound[]): readonly Sound[] =>
  all.filter(({ source }) => !live.some((other) => other.source.name === source.name))

const startJobs = (
  live: readonly Sound[],
  sources: readonly Sound[],
  shared: Pick<Job, 'seed' | 'calledAs'>,
): readonly Job[] =>
  sources.map((sound) => ({
    ...shared,
    scenario: sound.source,
    form: live.includes(sound) ? 'full' : 'short',
  }))
