/** Log-on, session tokens and admission. */
export type { Audit, AuditEntry } from './audit.ts'
export { defaultSessionRules, publishedWindowMs } from './log-on.ts'
export { type LogOnOutcome, type NotLetIn, SessionDesk } from './session-desk.ts'
