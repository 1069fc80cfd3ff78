/** The checks S1 to S10, which judge a recording without the engine. */
export { workGoneWithFolders } from './acknowledged-work.ts'
export { expectedConflicts } from './by-file.ts'
export { countConflicts } from './oracle/standing-writes.ts'
export { judgeRecording, judgeTraces } from './registry.ts'
export { longestSurvivalMs } from './revoked-get-nothing.ts'
export type { TraceFingerprint } from './trace-fingerprint.ts'
