/** Frozen keys: words of a run that decide its hash. */
export { auditTraceKeys, linkPayload, refusalTraceKeys, writeTraceKeys } from './engine-trace-keys.ts'
export { simIds } from './sim-ids.ts'
