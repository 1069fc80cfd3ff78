/** The session room's only entry point. */
export type { Audit, AuditEntry } from './audit.ts'
export { defaultSessionRules, publishedWindowMs } from './log-on.ts'
export { type LogOnOutcome, type NotLetIn, SessionDesk } from './session-desk.ts'
