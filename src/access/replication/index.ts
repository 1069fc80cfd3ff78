/** One-way replication from a centre to its branches. */
export { FeedHandler } from './feed-handler.ts'
export { remoteFeed } from './remote-feed.ts'
export { defaultReplicatorRules, type FeedHealth, Replicator } from './replicator.ts'
