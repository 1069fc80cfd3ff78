/** Replication between two folders: pull, push, document transfer. */
export type { Carrier } from './carrier.ts'
export { fetchContent } from './carry-contents.ts'
export {
  compactFolder,
  type CompactionOutcome,
  type CompactionRules,
  defaultCompactionRules,
} from './compact-folder.ts'
export { isContentThere } from './content-there.ts'
export { ContentTraffic } from './content-traffic.ts'
export {
  defaultRetentionRules,
  dropVersions,
  type RetentionOutcome,
  type RetentionPlan,
  type RetentionPorts,
  type RetentionRules,
} from './drop-versions.ts'
export { Exchanger } from './exchange.ts'
export { type ExchangeOutcome, type Exchanging, nothingMoved, settled } from './exchanging.ts'
export { type OtherCopy, readOtherCopy } from './other-copy.ts'
export { fetchBlocks, type MarkedHeads, noHeads, readHeads, readHeadsMark, saidOf } from './pull.ts'
export { announce, newestOf, writeBlocks } from './push.ts'
export { OwnFolder } from './seal.ts'
export { carriedOut, ExchangeInterrupted, type ExchangeTrouble, presentOrNull } from './trouble.ts'
