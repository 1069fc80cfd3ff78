import type { Form } from '../src/plan/plan.ts'
import type { ScenarioSpec } from '../src/plan/scenario-spec.ts'
import { armTraps } from '../src/sim/kernel/index.ts'

export interface ScenarioRun {
  readonly simulatedSeconds: number
  /** Drawing the plan, building the world, the day itself, healing and checking. */
  readonly wallMs: number
  /** Processor time of all threads of the process, in which V8 collects garbage and compiles beside the run. */
  readonly cpuMs: number
}

/** Makes runs in this thread as a worker of the harness does, without executing each a second time. */
export interface ScenarioRuns {
  readonly scenarios: readonly ScenarioSpec[]
  readonly run: (spec: ScenarioSpec, form: Form, seed: number) => Promise<ScenarioRun>
}

/** Arms the traps for good: the process is for nothing else. */
export const prepareRuns = async (): Promise<ScenarioRuns> => {
  const traps = armTraps()
  // After arming, as in the harness's worker: nothing in there may have taken a real clock along.
  const { drawPlan } = await import('../src/sim/planning/index.ts')
  const { runPlan } = await import('../src/sim/run/index.ts')
  const { bundledScenarios, loadScenario } = await import('../src/harness/index.ts')
  const options = {
    traps,
    onFrame: null,
    isCancelled: () => false,
    wallMs: () => performance.now(),
    twice: 'never' as const,
  }
  return {
    scenarios: await Promise.all(bundledScenarios().map(loadScenario)),
    run: async (spec, form, seed) => {
      const startMs = performance.now()
      const startCpu = process.cpuUsage()
      const { simulatedSeconds, checks } = await runPlan(drawPlan(spec, form, seed), options)
      const { user, system } = process.cpuUsage(startCpu)
      const failing = checks.filter(({ holds }) => !holds)
      if (failing.length > 0) {
        throw new Error(`${spec.name}, seed ${seed}: ${failing.map(({ id }) => id).join(', ')} did not hold`)
      }
      return { simulatedSeconds, wallMs: performance.now() - startMs, cpuMs: (user + system) / 1000 }
    },
  }
}
