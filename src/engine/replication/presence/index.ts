/** Presence records: who visited a folder, and how far each has read. */
export { type LockDownView, lockDownViews } from './lock-down-view.ts'
export { type CopyProperties, properties } from './properties.ts'
export { defaultStandingRules, lastSeenMs, standings } from './standing.ts'
export { cardWord, noteVisit, readVisitors, readVisitorsThere, type Visit, type Visitor } from './visitors.ts'
