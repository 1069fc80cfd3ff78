/** The maintenance room's only entry point. */
export { Compactor } from './compactor.ts'
export { Retainer } from './retainer.ts'
export { lookAfterVersions } from './retention.ts'
