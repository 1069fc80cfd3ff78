import { fastCollector, loadPlan, sampleOf } from '../../harness/index.ts'
import type { Plan } from '../../plan/plan.ts'
import { ScenarioError } from '../../plan/scenario-error.ts'
import type { CommandContext } from '../context/command-context.ts'
import { usageFailure } from '../context/command-failure.ts'
import { makeRuns } from '../make-runs.ts'
import { reporterOrders } from '../reporting/reporter-orders.ts'

export interface ReplayCommandOptions {
  readonly reporter?: readonly string[]
  readonly out?: string
}

/** `shakedown replay`: executes a plan file as it is. Returns the exit code. */
export const replayCommand = async (
  file: string,
  options: ReplayCommandOptions,
  context: CommandContext,
): Promise<number> => {
  const reporters = reporterOrders(options.reporter ?? [], context)
  const job = { ...soundPlan(file, context.cwd), calledAs: context.calledAs }
  const sources = [{ source: job.scenario, story: storyOf(job.plan), leftOut: [] }]
  const shown = { workers: 1, reporters, firstScreen: 'overview', collector: fastCollector } as const
  const jobs = [job]
  return makeRuns({ jobs, sources, judging: sampleOf(jobs), ...shown, out: options.out ?? null }, context)
}

const storyOf = ({ scenario, seed }: Plan): string => `A plan of ${scenario}, drawn from seed ${seed}.`

const soundPlan = (file: string, cwd: string): ReturnType<typeof loadPlan> => {
  try {
    return loadPlan(file, cwd)
  } catch (trouble) {
    if (trouble instanceof ScenarioError) throw usageFailure(trouble.message)
    throw trouble
  }
}
