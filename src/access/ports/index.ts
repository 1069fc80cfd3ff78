/** Ports of the data store and the directory. */
export type {
  BranchAsked,
  Centre,
  ChangeFeed,
  CutOff,
  DataStore,
  FactRow,
  FactsAnswer,
  FeedAnswer,
  FeedPosition,
  LoadCursor,
  NoAnswer,
  PageAnswer,
  StandingFact,
  StoreChange,
  StoreAction,
  StoreStanding,
  WriteOutcome,
} from './data-store.ts'
export type { AccountAnswer, Directory, LogOnAnswer } from './user-directory.ts'
export type { FeedChannel, FeedEnvelope } from './feed-channel.ts'
export {
  type SqlDatabase,
  type SqlRow,
  type SqlValue,
  StoreTrouble,
  type StoreTroubleKind,
} from './sql-database.ts'
