import { once } from 'node:events'
import type { Socket } from 'node:net'

import { defaultGatewayLimits, type GatewayParts, makeGateway } from './gateway.ts'

/** A door that does not listen: another process of the same server takes connections, and hands them over. */
export interface WorkerGateway {
  take(connection: Socket): void
  /** From now on it says that it goes away, and answers as before. */
  announce(): void
  /** Answers what is under way, and resolves when all of it is answered and every connection is closed. */
  close(): Promise<void>
}

/** How often connections on which nothing is under way any more are looked for. */
const idlePollMs = 100

export const openWorkerGateway = async (parts: GatewayParts): Promise<WorkerGateway> => {
  const gateway = makeGateway(parts)
  const { app } = gateway
  const { connectionsMax } = parts.limits ?? defaultGatewayLimits
  const connections = new Set<Socket>()
  await app.ready()
  // Only a server that listens looks for clients that take too long.
  app.server.emit('listening')
  return {
    take: (connection) => {
      if (connections.size >= connectionsMax) return void connection.destroy()
      connections.add(connection)
      connection.once('close', () => connections.delete(connection))
      app.server.emit('connection', connection)
    },
    announce: () => gateway.announceShutdown(),
    close: async () => {
      gateway.announceShutdown()
      const polling = setInterval(() => app.server.closeIdleConnections(), idlePollMs)
      await Promise.all([...connections].map((connection) => once(connection, 'close')))
      clearInterval(polling)
      await app.close()
    },
  }
}
