/** One-way replication from a centre to its branches. */
export { FeedDesk } from './feed-desk.ts'
export { remoteFeed } from './remote-feed.ts'
export { defaultReplicatorRules, type FeedHealth, Replicator } from './replicator.ts'
