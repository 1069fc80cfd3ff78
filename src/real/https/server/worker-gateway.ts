import { once } from 'node:events'
import type { Socket } from 'node:net'

import { defaultGatewayLimits, type GatewayParts, makeGateway } from './gateway.ts'

/** A gateway that does not listen: another process of the server accepts connections and hands them over. */
export interface WorkerGateway {
  take(connection: Socket): void
  announce(): void
  /** Resolves once all pending requests are answered and every connection is closed. */
  close(): Promise<void>
}

/** The interval between checks for idle connections during shutdown. */
const idlePollMs = 100

export const openWorkerGateway = async (parts: GatewayParts): Promise<WorkerGateway> => {
  const gateway = makeGateway(parts)
  const { app } = gateway
  const { connectionsMax } = parts.limits ?? defaultGatewayLimits
  const connections = new Set<Socket>()
  await app.ready()
  // Node looks for slow clients only after this event.
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
