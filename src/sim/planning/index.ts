/** The planning room's only entry point. */
export { drawPlan } from './draw-plan.ts'
