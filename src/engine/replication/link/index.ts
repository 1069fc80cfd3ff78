/** The sync loop: turns, pacing, back-off, waiting bound. */
export { defaultLinkRules } from './link-rules.ts'
export { LinkManager, type LinkTarget } from './link-manager.ts'
export { Serving } from './serving.ts'
export { takesTurns, type TurnRules } from './turns.ts'
export { waitingBoundMs } from './waiting-bound.ts'
