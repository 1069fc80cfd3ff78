/** The engine's only door. */
export {
  defaultSessionRules,
  publishedWindowMs,
  type Renewal,
  renewal,
  type SessionRules,
} from './access/log-on.ts'
export { defaultTryRules, LogOnTries, type Trier, type TryRules } from './access/log-on-tries.ts'
export {
  judgeProof,
  type ProofJudgement,
  proofMaxMs,
  type ProofStamp,
  type ProvedRequest,
  proveRequest,
  renewalRequest,
  SeenRequests,
} from './access/request-proof.ts'
export type { Audit, AuditEntry } from './access/audit.ts'
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
} from './access/session-desk.ts'
export {
  encodeToken,
  judgeToken,
  type SessionClaims,
  type TokenJudgement,
  type TokenRules,
} from './access/session-token.ts'
export { type AccessAnswer, type AccessQuestion, type KnownFirm, may } from './access/may.ts'
export { type HistoryProof, type LineProof, verifyHistory } from './authorship/verify-history.ts'
export type { Closed } from './copy/closed.ts'
export { createClientFile, createCopyFrom, type CreateOutcome } from './copy/create-copy.ts'
export type { Split } from './copy/histories.ts'
export type { CopyPorts } from './copy/copy-ports.ts'
export { openCopy, type OpenOutcome } from './copy/open-copy.ts'
export type { EditOutcome, RecordOutcome, ResolveOutcome, SaveOutcome } from './copy/outcomes.ts'
export { wholeFile } from './copy/others-leases.ts'
export { OwnFolder } from './copy/seal.ts'
export type { OddFiles, WaitingDocument } from './copy/document-desk.ts'
export type { Deed } from './copy/line-writer.ts'
export type { LineNews } from './copy/own-line.ts'
export { parseAddress, parseRecordId, type RecordId } from './copy/place.ts'
export type { DocumentVersion } from './copy/version-desk.ts'
export { SyncCopy } from './copy/sync-copy.ts'
export { Keeper, type LinkTarget } from './connection/keeper.ts'
export { defaultKeeperRules, type KeeperRules } from './connection/keeper-rules.ts'
export {
  holds,
  type LeaseHolder,
  type LeaseState,
  leaseTermMs,
  leaseTermMsMax,
  leaseTermMsMin,
} from './connection/lease.ts'
export { learnLeases } from './connection/learn-leases.ts'
export { LeaseDesk, type RenewOutcome, type TakeOutcome } from './connection/lease-desk.ts'
export { type LinkStatus, type NoLinkReason } from './connection/link.ts'
export { Serving } from './connection/serving.ts'
export { takesTurns, type TurnRules } from './connection/turns.ts'
export { leave, type LeaveOutcome } from './connection/leave.ts'
export { type LockDownView, lockDownViews } from './connection/lock-down-view.ts'
export { mayClear } from './connection/may-clear.ts'
export { type CopyProperties, properties } from './connection/properties.ts'
export { lookAfterVersions } from './connection/retention.ts'
export { defaultStandingRules } from './connection/standing.ts'
export { noteVisit, readVisitors, type Visitor } from './connection/visitors.ts'
export { waitingBoundMs } from './connection/waiting-bound.ts'
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
} from './datastore/fact.ts'
export { type DatedFirm, firmReader } from './datastore/known-firm.ts'
export { BranchStore, type FeedSource } from './datastore/branch-store.ts'
export { nextChain } from './datastore/chain.ts'
export { decodeFeedAnswer, encodeFeedAnswer } from './datastore/feed-answer.ts'
export { FeedDesk, type FeedDeskParts, type FeedLimits, type FeedReply } from './datastore/feed-desk.ts'
export type { FeedIdentity } from './datastore/feed-identity.ts'
export { decodeFeedQuestion, encodeFeedQuestion } from './datastore/feed-question.ts'
export { remoteFeed } from './datastore/remote-feed.ts'
export type { FeedChannel, FeedEnvelope } from './ports/feed-channel.ts'
export { CentreStore, defaultRetentionMs } from './datastore/centre-store.ts'
export {
  defaultReplicatorRules,
  type FeedHealth,
  Replicator,
  type ReplicatorRules,
} from './datastore/replicator.ts'
export { heartbeatRow } from './datastore/heartbeat.ts'
export { storeFormat, type StoreKind, storeKind, storeKindIn } from './datastore/sql-schema.ts'
export { documentTable, type DocumentView } from './document/document-view.ts'
export { documentBytesMax } from './document/document-limits.ts'
export type { LiveContent } from './document/live-contents.ts'
export type { BinnedDocument } from './document/recycle-bin.ts'
export { type FoundEntry, refusedEntries, type RefusedEntry } from './document/import-check.ts'
export { Chain } from './event/chain.ts'
export { createEventReader, type EventReader, type ReadEvent } from './event/event-reader.ts'
export type { LineBreak } from './event/continues-op.ts'
export type { Heads } from './event/heads.ts'
export { type Dot, dotText, type LineId, parseDot } from './event/line.ts'
export { canonicalText, displayText, textValue, typedValue, type Value } from './event/value.ts'
export type { EndingOutcome } from './copy/ending-desk.ts'
export type { RescuedDeed } from './copy/rescue.ts'
export { compactFolder, type CompactionOutcome, defaultCompactionRules } from './exchange/compact-folder.ts'
export { defaultRetentionRules } from './exchange/drop-versions.ts'
export { Exchanger } from './exchange/exchange.ts'
export type { Exchanging, ExchangeOutcome } from './exchange/exchanging.ts'
export { type OtherCopy, readOtherCopy } from './exchange/other-copy.ts'
export {
  casesOf,
  caseValue,
  type ConflictCase,
  conflictTable,
  overdueConflicts,
  ownerGroup,
} from './fold/conflict-cases.ts'
export { ExchangeInterrupted, type ExchangeTrouble } from './exchange/trouble.ts'
export { shownNumbers } from './fold/claims.ts'
export { folderTable, type FolderView } from './fold/folder-tree.ts'
export { type ListedDeletion, listedDeletions, recordLife, type RecordLife } from './fold/record-life.ts'
export { foldersWith, type Review, reviewOf } from './fold/review.ts'
export { signOffs } from './fold/sign-offs.ts'
export { isConflict, type Register, type Written } from './fold/register.ts'
export type { SeenToken } from './fold/seen.ts'
export {
  type CopyIdentity,
  type FileFormat,
  jsonBytes,
  parseJson,
  readFormat,
  readOwner,
} from './folder/identity.ts'
export type { ByteSource } from './folder/byte-source.ts'
export { ownFolderSession, writePartOn } from './folder/own-folder.ts'
export { listedPath, paths } from './folder/layout.ts'
export { verifyCopy, type VerifyOutcome } from './repair/examine-copy.ts'
export type { Finding } from './repair/finding.ts'
export { repairCopy, type RepairOutcome, type RepairReport } from './repair/repair-copy.ts'
export { defaultServerLimits, type ServerLimits } from './server/limits.ts'
export { directClient } from './server/direct-channel.ts'
export { openExchange } from './server/open-exchange.ts'
export { PublishedCopy } from './server/published-copy.ts'
export type { PublishedFile } from './server/published-file.ts'
export {
  type PublishedFolder,
  type PublishedFolderPorts,
  publishFolder,
  type PublishOutcome,
} from './server/published-folder.ts'
export { refusalText, type Refusal, type RefusalCode } from './server/refusal.ts'
export { isServerSession, serverClient, type ServerSession } from './server/server-session.ts'
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
} from './ports/data-store.ts'
export type { AccountAnswer, Directory, LogOnAnswer } from './ports/directory.ts'
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
} from './ports/sql-database.ts'
export type { KeyPair, Signature } from './ports/signature.ts'
export type { EngineNews, EngineTrace, NoLinkKind } from './ports/trace.ts'
