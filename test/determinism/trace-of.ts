import { findScenario, planOf } from '../../src/harness/index.ts'
import type { Form } from '../../src/plan/plan.ts'
import { executePlan } from '../../src/sim/run/execute-plan.ts'

/** One run of a bundled scenario. */
export interface TraceRun {
  readonly scenario: string
  readonly form: Form
  readonly seed: number
}

export interface TraceFigures {
  readonly hash: string
  readonly events: number
}

/** Executes a run once, in this process. */
export const traceOf = async ({ scenario, form, seed }: TraceRun): Promise<TraceFigures> => {
  const plan = await planOf({ scenario: findScenario(scenario, '.'), seed, form })
  const options = {
    traps: null,
    rest: 'tick',
    traceListener: null,
    onFrame: null,
    isCancelled: () => false,
  } as const
  const { hash, events } = (await executePlan(plan, options)).trace
  return { hash, events }
}
