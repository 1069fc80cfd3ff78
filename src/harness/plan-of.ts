import type { Plan } from '../plan/plan.ts'
import { drawPlan } from '../sim/planning/index.ts'
import type { Job } from './job.ts'
import { loadScenario } from './load-scenario.ts'

/** The plan that a job executes: drawn again from its scenario, form and seed, and always the same. */
export const planOf = async (job: Job): Promise<Plan> =>
  drawPlan(await loadScenario(job.scenario), job.form, job.seed)
