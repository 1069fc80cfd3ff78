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
export { FolderExchanger } from './folder-exchanger.ts'
export { type ExchangeOutcome, type Exchanger, nothingMoved, asOutcome } from './exchanger.ts'
export { type OtherCopy, readOtherCopy } from './other-copy.ts'
export {
  fetchBlocks,
  type TaggedVersions,
  noVersions,
  readVersions,
  readVersionsEtag,
  lackingOf,
} from './pull.ts'
export { announce, recentEventsOf, writeBlocks } from './push.ts'
export { OwnFolderExchange } from './own-folder-exchange.ts'
export {
  carriedOut,
  ExchangeInterrupted,
  type ExchangeRefusal,
  exchangeRefusalOf,
  type ExchangeTrouble,
  presentOrNull,
} from './exchange-trouble.ts'
