/** The simulator's door. */
export { drawPlan } from './planning/draw-plan.ts'
export { CancelledError } from './run/execute-plan.ts'
export { runPlan, type RunOptions, type RunOutcome } from './run/run-scenario.ts'
