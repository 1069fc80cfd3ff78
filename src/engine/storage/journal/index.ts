/** The write-ahead log, and recovery from it. */
export { clearHalfMade, isHalfMade } from './half-made.ts'
export { readSegment, salvageSegment } from './wal-record.ts'
export { WriteAheadLog, segmentIndexes } from './write-ahead-log.ts'
export { type HeldLogs, recoverLater } from './recover-later.ts'
export { type Corrupt, type Recovered, recoverFolder } from './recovery.ts'
