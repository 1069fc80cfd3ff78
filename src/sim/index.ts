/** The simulator's door. */
export { drawPlan } from './planning/draw-plan.ts'
export { CancelledError } from './execute-plan.ts'
export { runPlan, type RunOptions, type RunOutcome, type Twice } from './run-scenario.ts'
