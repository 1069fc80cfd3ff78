import { findScenario, planOf } from '../../src/harness/index.ts'
import type { Form } from '../../src/plan/plan.ts'
import { executed } from '../world/executed.ts'

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
  const { hash, events } = (await executed(plan)).trace
  return { hash, events }
}
