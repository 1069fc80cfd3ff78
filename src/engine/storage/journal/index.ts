/** The write-ahead log, and recovery from it. */
export { clearHalfMade, isHalfMade } from './half-made.ts'
export { readSegment, salvageSegment } from './journal-record.ts'
export { Journal, segmentIndexes } from './journal.ts'
export { type HeldLines, recoverLater } from './recover-later.ts'
export { type Corrupt, type Recovered, recoverFolder } from './recovery.ts'
