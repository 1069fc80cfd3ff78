/** The engine's only door. */
export {
  defaultSessionRules,
  publishedWindowMs,
  type Renewal,
  renewal,
  type SessionRules,
} from '../access/session/log-on.ts'
export { defaultTryRules, LogOnTries, type Trier, type TryRules } from '../access/session/log-on-tries.ts'
export {
  judgeProof,
  type ProofJudgement,
  proofMaxMs,
  type ProofStamp,
  type ProvedRequest,
  proveRequest,
  renewalRequest,
  SeenRequests,
} from '../access/request/request-proof.ts'
export type { Audit, AuditEntry } from '../access/session/audit.ts'
export {
  type Admission,
  type AdmissionRequest,
  type KnowFirm,
  type LogOnOutcome,
  type LogOnRequest,
  type NotLetIn,
  type RenewalRequest,
  SessionDesk,
  type SessionDeskParts,
} from '../access/session/session-desk.ts'
export {
  encodeToken,
  judgeToken,
  type SessionClaims,
  type TokenJudgement,
  type TokenRules,
} from '../access/session/session-token.ts'
export { type AccessAnswer, type AccessQuestion, type KnownFirm, may } from '../access/rights/may.ts'
export { type HistoryProof, type LineProof, verifyHistory } from './authorship/verify-history.ts'
export type { Closed } from './replica/closed.ts'
export { createClientFile, createCopyFrom, type CreateOutcome } from './lifecycle/create-copy.ts'
export type { Split } from './log/histories.ts'
export type { CopyPorts } from './replica/copy-ports.ts'
export { openCopy, type OpenOutcome } from './replica/open-copy.ts'
export type { EditOutcome, RecordOutcome, ResolveOutcome, SaveOutcome } from './replica/outcomes.ts'
export { wholeFile } from './replica/others-leases.ts'
export { OwnFolder } from './replication/exchange/seal.ts'
export type { OddFiles, WaitingDocument } from './replica/document-desk.ts'
export type { Deed } from './replica/line-writer.ts'
export type { LineNews } from './replica/own-line.ts'
export { parseAddress, parseRecordId, type RecordId } from './replica/place.ts'
export type { DocumentVersion } from './replica/version-desk.ts'
export { SyncCopy } from './replica/sync-copy.ts'
export { Keeper, type LinkTarget } from './replication/link/keeper.ts'
export { defaultKeeperRules, type KeeperRules } from './replication/link/keeper-rules.ts'
export {
  holds,
  type LeaseHolder,
  type LeaseState,
  leaseTermMs,
  leaseTermMsMax,
  leaseTermMsMin,
} from './replication/lease/lease.ts'
export { learnLeases } from './replication/lease/learn-leases.ts'
export { LeaseDesk, type RenewOutcome, type TakeOutcome } from './replication/lease/lease-desk.ts'
export { type LinkStatus, type NoLinkReason } from './replication/link/link.ts'
export { Serving } from './replication/link/serving.ts'
export { takesTurns, type TurnRules } from './replication/link/turns.ts'
export { leave, type LeaveOutcome } from './lifecycle/leave.ts'
export { type LockDownView, lockDownViews } from './replication/presence/lock-down-view.ts'
export { mayClear } from './lifecycle/may-clear.ts'
export { type CopyProperties, properties } from './replication/presence/properties.ts'
export { lookAfterVersions } from './replication/maintenance/retention.ts'
export { defaultStandingRules } from './replication/presence/standing.ts'
export { noteVisit, readVisitors, type Visitor } from './replication/presence/visitors.ts'
export { waitingBoundMs } from './replication/link/waiting-bound.ts'
export {
  keepVersionsField,
  keepVersionsMs,
  parseKeepVersions,
  settingsKey,
  settingsTable,
} from './document/retention.ts'
export { type Behaviour, behaviourField, parseBehaviour } from './document/behaviour.ts'
export {
  type AccountState,
  accessTables,
  branchFact,
  branchNamesIn,
  fileFact,
  type Firm,
  firmOf,
  grantFact,
  type Grantee,
  groupFact,
  memberFact,
  type Right,
  rights,
  roleFact,
  serverFact,
  settingFact,
  userFact,
} from '../access/rights/fact.ts'
export { type DatedFirm, firmReader } from '../access/rights/known-firm.ts'
export { BranchStore, type FeedSource } from '../access/store/branch-store.ts'
export { nextChain } from '../access/store/chain.ts'
export { decodeFeedAnswer, encodeFeedAnswer } from '../access/replication/feed-answer.ts'
export {
  FeedDesk,
  type FeedDeskParts,
  type FeedLimits,
  type FeedReply,
} from '../access/replication/feed-desk.ts'
export type { FeedIdentity } from '../access/replication/feed-identity.ts'
export { decodeFeedQuestion, encodeFeedQuestion } from '../access/replication/feed-question.ts'
export { remoteFeed } from '../access/replication/remote-feed.ts'
export type { FeedChannel, FeedEnvelope } from '../access/ports/feed-channel.ts'
export { CentreStore, defaultRetentionMs } from '../access/store/centre-store.ts'
export {
  defaultReplicatorRules,
  type FeedHealth,
  Replicator,
  type ReplicatorRules,
} from '../access/replication/replicator.ts'
export { heartbeatRow } from '../access/store/heartbeat.ts'
export { storeFormat, type StoreKind, storeKind, storeKindIn } from '../access/store/sql-schema.ts'
export { documentTable, type DocumentView } from './document/document-view.ts'
export { documentBytesMax } from './content/document-limits.ts'
export type { LiveContent } from './content/live-contents.ts'
export type { BinnedDocument } from './document/recycle-bin.ts'
export { type FoundEntry, refusedEntries, type RefusedEntry } from './document/import-check.ts'
export { Chain } from './event/chain.ts'
export { createEventReader, type EventReader, type ReadEvent } from './event/event-reader.ts'
export type { LineBreak } from './event/continues-op.ts'
export type { Heads } from './log/heads.ts'
export { type Dot, dotText, type LineId, parseDot } from './identifier/line.ts'
export { canonicalText, displayText, textValue, typedValue, type Value } from './event/value.ts'
export type { EndingOutcome } from './replica/ending-desk.ts'
export type { RescuedDeed } from './replica/rescue.ts'
export {
  compactFolder,
  type CompactionOutcome,
  defaultCompactionRules,
} from './replication/exchange/compact-folder.ts'
export { defaultRetentionRules } from './replication/exchange/drop-versions.ts'
export { Exchanger } from './replication/exchange/exchange.ts'
export type { Exchanging, ExchangeOutcome } from './replication/exchange/exchanging.ts'
export { type OtherCopy, readOtherCopy } from './replication/exchange/other-copy.ts'
export {
  casesOf,
  caseValue,
  type ConflictCase,
  conflictTable,
  overdueConflicts,
  ownerGroup,
} from './merge/conflict-cases.ts'
export { ExchangeInterrupted, type ExchangeTrouble } from './replication/exchange/trouble.ts'
export { shownNumbers } from './merge/claims.ts'
export { folderTable, type FolderView } from './merge/folder-tree.ts'
export { type ListedDeletion, listedDeletions, recordLife, type RecordLife } from './merge/record-life.ts'
export { foldersWith, type Review, reviewOf } from './merge/review.ts'
export { signOffs } from './merge/sign-offs.ts'
export { isConflict, type Register, type Written } from './merge/register.ts'
export type { SeenToken } from './merge/seen.ts'
export {
  type CopyIdentity,
  type FileFormat,
  jsonBytes,
  parseJson,
  readFormat,
  readOwner,
} from './storage/folder/identity.ts'
export type { ByteSource } from './storage/contents/byte-source.ts'
export { ownFolderSession, writePartOn } from './storage/folder/own-folder.ts'
export { listedPath, paths } from './storage/folder/layout.ts'
export { verifyCopy, type VerifyOutcome } from './repair/examine-copy.ts'
export type { Finding } from './repair/finding.ts'
export { repairCopy, type RepairOutcome, type RepairReport } from './repair/repair-copy.ts'
export { defaultServerLimits, type ServerLimits } from './server/limits.ts'
export { directClient } from './server/direct-channel.ts'
export { openExchange } from './replication/client/open-exchange.ts'
export { PublishedCopy } from './server/published-copy.ts'
export type { PublishedFile } from './server/published-file.ts'
export {
  type PublishedFolder,
  type PublishedFolderPorts,
  publishFolder,
  type PublishOutcome,
} from './server/published-folder.ts'
export { refusalText, type Refusal, type RefusalCode } from './protocol/refusal.ts'
export { isServerSession, serverClient, type ServerSession } from './replication/client/server-session.ts'
export { type Answered, type Asked, type FindFile, SyncServer } from './server/sync-server.ts'
export type { ChannelAnswer, MessageChannel, MessageClient } from './ports/message-channel.ts'
export type { Compression } from './ports/compression.ts'
export type { Cancel, Clock } from './ports/clock.ts'
export type { ContinuityStore, ContinuityToken } from './ports/continuity-store.ts'
export type {
  BranchAsked,
  Centre,
  ChangeFeed,
  CutOff,
  DataStore,
  FactRow,
  FactsAnswer,
  FeedAnswer,
  FeedPlace,
  FillCursor,
  NoAnswer,
  PageAnswer,
  StandingFact,
  StoreChange,
  StoreDeed,
  StoreStanding,
  WriteOutcome,
} from '../access/ports/data-store.ts'
export type { AccountAnswer, Directory, LogOnAnswer } from '../access/ports/directory.ts'
export type { Digest, DigestStream } from './ports/digest.ts'
export {
  type AppendFile,
  type Disk,
  DiskTrouble,
  type DiskTroubleKind,
  type EntryKind,
} from './ports/disk.ts'
export type { LockAnswer, LockHolder, ProcessLock } from './ports/process-lock.ts'
export type { FileGuard } from './ports/file-guard.ts'
export type { KeyStore } from './ports/key-store.ts'
export { type DrawCause, drawCauses } from './ports/draw-cause.ts'
export type { Random } from './ports/random.ts'
export type {
  ArbiterSession,
  ConnectAnswer,
  ShareAddress,
  ShareAnswer,
  ShareClient,
  ShareSession,
} from './ports/share-client.ts'
export {
  type SqlDatabase,
  type SqlRow,
  type SqlValue,
  StoreTrouble,
  type StoreTroubleKind,
} from '../access/ports/sql-database.ts'
export type { KeyPair, Signature } from './ports/signature.ts'
export type { EngineNews, EngineTrace, NoLinkKind } from './ports/trace.ts'
