import type { Plan } from '../../src/plan/plan.ts'
import { executePlan, type Execution, type ExecuteOptions } from '../../src/sim/run/execute-plan.ts'
import { type RunOptions, type RunOutcome, runPlan } from '../../src/sim/run/run-plan.ts'

/** Executes a plan in this thread, unwatched and without traps. */
export const executed = (plan: Plan, changes: Partial<ExecuteOptions> = {}): Promise<Execution> =>
  executePlan(plan, {
    traps: null,
    quiescence: 'tick',
    traceListener: null,
    onFrame: null,
    isCancelled: () => false,
    ...changes,
  })

/** Executes a plan in this thread, once, and judges it. */
export const judged = (plan: Plan, changes: Partial<RunOptions> = {}): Promise<RunOutcome> =>
  runPlan(plan, {
    traps: null,
    onFrame: null,
    isCancelled: () => false,
    wallMs: () => 0,
    twice: 'never',
    ...changes,
  })
