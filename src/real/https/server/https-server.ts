import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

import { type GatewayParts, makeGateway } from './gateway.ts'

export interface HttpsServerParts extends GatewayParts {
  readonly host: string
  /** The port. 0 picks a free one. */
  readonly port: number
}

export interface ListeningServer {
  readonly port: number
  /**
   * Announces its shutdown for `drainMs` while it serves as before. Then resolves once all pending requests are
   * answered.
   */
  close(drainMs?: number): Promise<void>
}

/** Listens for HTTPS alone. Rejects if the port is unavailable. */
export const listenHttps = async (parts: HttpsServerParts): Promise<ListeningServer> => {
  const { host, port } = parts
  const gateway = makeGateway(parts)
  const { app } = gateway
  await app.listen({ host, port })
  const { port: actual } = app.server.address() as AddressInfo
  return {
    port: actual,
    close: async (drainMs = 0) => {
      gateway.announceShutdown()
      if (drainMs > 0) await sleep(drainMs)
      await app.close()
    },
  }
}
