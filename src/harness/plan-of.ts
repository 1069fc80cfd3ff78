import type { Plan } from '../plan/plan.ts'
import { drawPlan } from '../sim/planning/index.ts'
import type { Job } from './job.ts'
import { specOf } from './spec-of.ts'

export const planOf = async (job: Job): Promise<Plan> =>
  job.plan ?? drawPlan((await specOf(job.scenario)).spec, job.form, job.seed)
