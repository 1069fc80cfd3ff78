/** Append-only logs: version vectors, blocks, causal order, forked histories. */
export { type Block, blockEventsMax, blockPath, blocksBetween, parseBlockName } from './block.ts'
export type { History } from './history.ts'
export { CausalLogs } from './causal-logs.ts'
export {
  decodeVersionVector,
  decodeColdVersions,
  encodeVersionVector,
  type FolderVersions,
  versionVectorEtag,
  versionVectorPreambleBytes,
  holdsAllVersions,
  type ReadVersions,
  coldVersionsName,
} from './version-vector-file.ts'
export {
  endsIn,
  type VersionVector,
  type VersionEntry,
  type Holds,
  mergeVersionVectors,
  namedBlocks,
  sortedEntries,
  withEnds,
  withSigned,
} from './version-vector.ts'
export { Histories, type Fork } from './histories.ts'
export type { BaseParts, ReadBlock, WantedBlock } from './log-base.ts'
export { EventLog } from './event-log.ts'
export {
  lacksNothing,
  type LogsHere,
  type MissingBlocks,
  missingHere,
  missingThere,
  type Unsent,
} from './missing.ts'
export {
  continueRecentEvents,
  recentEventsBetween,
  mergeRecentEvents,
  type RecentEvents,
  recentEventsBytesMax,
  recentSpanOf,
} from './recent-events.ts'
export {
  isColdVersionsDue,
  includesCold,
  type ColdVersions,
  type ColdRule,
  defaultColdRule,
} from './cold-versions.ts'
export type { HistoryParts, Cut, LogRow, ColdLogs, SavedLogs, SideParts } from './cold-logs.ts'
export {
  furtherSigned,
  readSignedHead,
  type SignedHead,
  signedMessage,
  writeSignedHead,
} from './signed-head.ts'
export type { Rescued, LogListener } from './log-listener.ts'
