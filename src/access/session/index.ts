/** Log-on, session tokens and admission. */
export type { Audit, AuditEntry } from './audit.ts'
export { defaultSessionRules, stalenessBoundMs } from './session-renewal.ts'
export { type LogOnOutcome, type NotLetIn, SessionService } from './session-service.ts'
