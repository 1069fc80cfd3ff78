/** Executes a plan, measures it and has it checked. */
export { CancelledError } from './execute-plan.ts'
export { type RunOutcome, runPlan, type Twice } from './run-plan.ts'
