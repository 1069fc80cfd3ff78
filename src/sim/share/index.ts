/** Simulated SMB shares with session limits. */
export { FileTimes } from './file-times.ts'
export { SessionTable } from './session-table.ts'
export { createSimShareClient, deadSessionUs, type SharedFolder } from './sim-share.ts'
export { staleShareClient } from './stale-share.ts'
export { lossNoticedUs } from './wire-calls.ts'
