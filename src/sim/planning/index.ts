/** Draws a plan from a scenario and a seed. */
export { drawPlan } from './draw-plan.ts'
