import { fastify, type FastifyInstance, type FastifyRequest } from 'fastify'

import type { FeedHandler } from '../../../access/replication/index.ts'
import type { SessionService } from '../../../access/session/index.ts'
import { defaultServerLimits, type SyncServer } from '../../../engine/server/index.ts'
import { healthPath, messageType, proofHeader } from '../client/index.ts'
import type { Authorise } from './authorise.ts'
import { answerClientError } from './client-error.ts'
import type { Certificate } from './development-certificate.ts'
import { routeFeed } from './feed-route.ts'
import { statusOfCode } from './refusal-status.ts'
import { routeSessions } from './session-routes.ts'

/** Timeouts of a gateway. Data, so that an operator may change them. */
export interface GatewayLimits {
  readonly requestBytesMax: number
  /** For a whole request, and for its headers: a client that sends a byte a second blocks nothing for long. */
  readonly requestMs: number
  readonly headersMs: number
  /** Silence in both directions. Above the longest long poll. */
  readonly stillMs: number
  readonly connectionsMax: number
}

export const defaultGatewayLimits: GatewayLimits = {
  requestBytesMax: defaultServerLimits.requestBytesMax,
  requestMs: 120_000,
  headersMs: 10_000,
  stillMs: 60_000,
  connectionsMax: 4000,
}

export interface GatewayParts {
  readonly server: SyncServer
  readonly authorise: Authorise
  readonly certificate: Certificate
  readonly limits?: GatewayLimits
  /** Handles log-on; omitted if none is needed. */
  readonly sessionService?: SessionService
  /** Handles branches; omitted unless the store is a centre. */
  readonly feedHandler?: FeedHandler
  /** Addresses of trusted balancers, whose word on a client's address counts. */
  readonly balancers?: readonly string[]
}

export interface Gateway {
  readonly app: FastifyInstance
  /** From now on, answers ask clients to reconnect, and health checks send balancers elsewhere. */
  announceShutdown(): void
}

export const makeGateway = (parts: GatewayParts): Gateway => {
  const app = appOf(parts)
  let isShuttingDown = false
  app.addHook('onRequest', (_request, reply, done) => {
    if (isShuttingDown) reply.header('connection', 'close')
    done()
  })
  app.get(healthPath, async (_request, reply) =>
    reply
      // Balancers take any status but 200 as down. HAProxy takes 404 as draining, and lets current clients finish.
      .code(isShuttingDown ? 404 : 200)
      .type('text/plain')
      .send(
        isShuttingDown ? 'This server is going away: send nobody here.\n' : 'This server takes requests.\n',
      ),
  )
  route(app, parts)
  if (parts.sessionService) routeSessions(app, parts.sessionService)
  if (parts.feedHandler) routeFeed(app, parts.feedHandler)
  const announceShutdown = (): void => {
    isShuttingDown = true
    parts.server.drain()
  }
  return { app, announceShutdown }
}

const appOf = ({
  certificate,
  limits = defaultGatewayLimits,
  balancers = [],
}: GatewayParts): FastifyInstance => {
  const app = fastify({
    https: {
      cert: certificate.certificate,
      key: certificate.key,
      minVersion: 'TLSv1.2',
      maxHeaderSize: 8 * 1024,
      headersTimeout: limits.headersMs,
      // The interval between checks for slow clients.
      connectionsCheckingInterval: Math.min(5000, limits.headersMs),
    },
    bodyLimit: limits.requestBytesMax,
    requestTimeout: limits.requestMs,
    connectionTimeout: limits.stillMs,
    forceCloseConnections: 'idle',
    // Requests on open connections are still answered.
    return503OnClosing: false,
    clientErrorHandler: answerClientError,
    routerOptions: { maxParamLength: 300 },
    ...(balancers.length > 0 && { trustProxy: [...balancers] }),
  })
  app.server.maxConnections = limits.connectionsMax
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(messageType, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.setErrorHandler(async (error, _request, reply) => {
    const status = statusOf(error)
    return reply
      .code(status)
      .type('text/plain')
      .send(status >= 500 ? 'The server failed. Try again.\n' : reasonOf(error))
  })
  app.setNotFoundHandler(async (_request, reply) =>
    reply.code(404).type('text/plain').send('There is nothing here. A client file is at /v1/files/NAME.\n'),
  )
  return app
}

const route = (app: FastifyInstance, { server, authorise }: GatewayParts): void => {
  app.post<{ Params: { file: string } }>('/v1/files/:file', async (request, reply) => {
    const { file } = request.params
    const body = request.body instanceof Uint8Array ? request.body : new Uint8Array(0)
    const verdict = await authorise({ token: tokenOf(request), proof: proofOf(request), file, body })
    // As plain text: an unauthorised client gets no message of the protocol.
    if (verdict.kind === 'refused') {
      const { code, what, next } = verdict.refusal
      return reply.code(statusOfCode[code]).type('text/plain').send(`${what}. ${next}\n`)
    }
    const { kind: _, ...asking } = verdict
    const { bytes, refusal } = await server.answer({ ...asking, file, body })
    return reply
      .code(refusal ? statusOfCode[refusal.code] : 200)
      .type(messageType)
      .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  })
}

const tokenOf = ({ headers }: FastifyRequest): string | null =>
  /^Bearer ([\x21-\x7e]{1,512})$/.exec(headers.authorization ?? '')?.[1] ?? null

const proofOf = ({ headers }: FastifyRequest): string | null => {
  const proof = headers[proofHeader]
  return typeof proof === 'string' ? proof : null
}

const statusOf = (error: unknown): number => {
  const { statusCode } = error instanceof Error ? { statusCode: 500, ...error } : { statusCode: 500 }
  return typeof statusCode === 'number' && statusCode >= 400 ? statusCode : 500
}

const reasonOf = (error: unknown): string =>
  `${error instanceof Error ? error.message : String(error)}. A message is at most ${defaultServerLimits.requestBytesMax} bytes of ${messageType}.\n`
