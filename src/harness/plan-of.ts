import type { Plan } from '../plan/plan.ts'
import { drawPlan } from '../sim/planning/index.ts'
import type { Job } from './job.ts'
import { loadScenario } from './load-scenario.ts'

export const planOf = async (job: Job): Promise<Plan> =>
  drawPlan(await loadScenario(job.scenario), job.form, job.seed)
