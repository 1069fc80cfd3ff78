/** The data store: a centre that takes writes, branches that follow. */
export { BranchStore, type FeedSource } from './branch-store.ts'
export { CentreStore, defaultRetentionMs } from './centre-store.ts'
export { nextChain } from './change-chain.ts'
export { heartbeatRow } from './heartbeat.ts'
export { storeFormat, storeKind, type StoreKind, storeKindIn } from './sql-schema.ts'
