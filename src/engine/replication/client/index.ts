/** Client side of replication with a server. */
export { ClientSyncSession } from './client-sync-session.ts'
export { openExchange } from './open-exchange.ts'
export { piecesOf } from './outgoing-piece.ts'
export { isServerSession, serverClient, type ServerSession } from './server-session.ts'
