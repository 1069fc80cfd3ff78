import { findScenario, planOf } from '../../src/harness/index.ts'
import type { Plan } from '../../src/plan/plan.ts'

/** The plan of a bundled scenario's short form. */
export const shortPlan = (scenario: string, seed: number): Promise<Plan> =>
  planOf({ scenario: findScenario(scenario, '.'), seed, form: 'short' })
