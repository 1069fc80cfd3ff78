import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

import { type GatewayParts, makeGateway } from './gateway.ts'

export interface HttpsServerParts extends GatewayParts {
  readonly host: string
  /** 0 takes one that is free. */
  readonly port: number
}

/** A server that listens. */
export interface ListeningServer {
  readonly port: number
  /**
   * Says for so long that it goes away, while it answers as before; then takes no more, answers what is under way, and resolves
   * when all of it is answered.
   */
  close(drainMs?: number): Promise<void>
}

/** Opens the door: HTTPS and nothing else. Rejects where the port cannot be had. */
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
