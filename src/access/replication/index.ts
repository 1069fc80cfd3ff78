/** The replication room's only entry point. */
export { FeedDesk } from './feed-desk.ts'
export { remoteFeed } from './remote-feed.ts'
export { defaultReplicatorRules, type FeedHealth, Replicator } from './replicator.ts'
