/** The client's side of replication with a server. */
export { MessageTalk } from './message-talk.ts'
export { openExchange } from './open-exchange.ts'
export { piecesOf } from './sending.ts'
export { isServerSession, serverClient, type ServerSession } from './server-session.ts'
