// Makes short runs in this process and prints one verdict a line; stops after the first run that fails.
// If none fails and a bug is planted, the last line says whether an edited place was executed.
// node [--import ./test/planted/plant.ts] test/planted/run-planted.ts SCENARIO#SEED …

import type { Job } from '../../src/harness/job.ts'
import { findScenario, loadScenario } from '../../src/harness/load-scenario.ts'
import { armTraps } from '../../src/sim/kernel/traps.ts'
import { readBug } from './bug-files.ts'
import type { RunVerdict } from './run-verdict.ts'
import { watchEdits } from './watch-edits.ts'

const traps = armTraps()

const jobOf = (word: string): Job => {
  const [scenario = '', seed = '1'] = word.split('#')
  return { scenario: findScenario(scenario, '.'), seed: Number(seed), form: 'short' }
}

const verdictOf = async (job: Job): Promise<RunVerdict> => {
  const start = process.cpuUsage()
  const { failed, detail } = await failures(job).catch((trouble: unknown) => ({
    failed: ['crash'],
    detail: trouble instanceof Error ? trouble.message : String(trouble),
  }))
  const used = process.cpuUsage(start)
  const processorSeconds = Math.round((used.user + used.system) / 1000) / 1000
  return { scenario: job.scenario.name, seed: job.seed, failed, detail, processorSeconds }
}

const failures = async (job: Job): Promise<Pick<RunVerdict, 'failed' | 'detail'>> => {
  // Loaded after the traps are armed, as in a worker of the harness.
  const { drawPlan } = await import('../../src/sim/planning/index.ts')
  const { runPlan } = await import('../../src/sim/run/index.ts')
  const plan = drawPlan(await loadScenario(job.scenario), job.form, job.seed)
  const { checks } = await runPlan(plan, {
    traps,
    onFrame: null,
    isCancelled: () => false,
    wallMs: () => performance.now(),
    twice: 'never',
  })
  const failing = checks.filter(({ holds }) => !holds)
  return { failed: failing.map(({ id }) => id), detail: failing[0]?.detail ?? null }
}

/** Returns whether all of them passed. */
const runAll = async (jobs: readonly Job[]): Promise<boolean> => {
  for (const job of jobs) {
    const verdict = await verdictOf(job)
    say(verdict)
    if (verdict.failed.length > 0) return false
  }
  return true
}

const say = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

const planted = process.env['SHAKEDOWN_PLANTED']
const isReached = planted === undefined ? null : watchEdits(readBug(`bug-${planted}.json`))
const haveAllPassed = await runAll(process.argv.slice(2).map(jobOf))
if (haveAllPassed && isReached) say({ isReached: isReached() })
