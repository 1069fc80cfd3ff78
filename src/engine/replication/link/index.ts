/** The sync loop: turns, pacing, back-off, waiting bound. */
export { defaultKeeperRules } from './keeper-rules.ts'
export { Keeper, type LinkTarget } from './keeper.ts'
export { Serving } from './serving.ts'
export { takesTurns, type TurnRules } from './turns.ts'
export { waitingBoundMs } from './waiting-bound.ts'
