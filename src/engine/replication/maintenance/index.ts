/** Retention of versions, and compaction of folders. */
export { Compactor } from './compactor.ts'
export { Retainer } from './retainer.ts'
export { applyRetention } from './apply-retention.ts'
