/** Server side of the wire protocol. */
export { directClient } from './direct-channel.ts'
export { defaultServerLimits } from './server-limits.ts'
export { PublishedCopy } from './published-copy.ts'
export type { PublishedFile } from './published-file.ts'
export { PublishedFolder, publishFolder, type PublishOutcome } from './published-folder.ts'
export { type Answered, type Asked, SyncServer } from './sync-server.ts'
