/** Presence records: who visits a folder, and which versions each copy acknowledges. */
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
