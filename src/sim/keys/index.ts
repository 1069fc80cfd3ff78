/** The keys room's only entry point. */
export { auditTraceKeys, linkPayload, refusalTraceKeys, writeTraceKeys } from './engine-trace-keys.ts'
export { simIds } from './sim-ids.ts'
