/** Presence records: who visited a folder, and how far each has read. */
export { type LockDownView, lockDownViews } from './lock-down-view.ts'
export { type CopyProperties, properties } from './properties.ts'
export { defaultStandingRules, lastSeenMs, standings } from './standing.ts'
export {
  attestedPresence,
  writePresence,
  readPresence,
  readPresenceThere,
  type Visit,
  type PresenceRecord,
} from './presence-record.ts'
