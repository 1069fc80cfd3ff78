/** The run room's only entry point. */
export type { RunOutcome } from './run-scenario.ts'
