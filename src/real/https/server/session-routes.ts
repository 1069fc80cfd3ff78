import type { FastifyInstance, FastifyReply } from 'fastify'

import type { LogOnOutcome, NotLetIn, SessionService } from '../../../access/session/index.ts'
import { bytesOf, logOnPath, renewPath, textOfBytes } from '../client/index.ts'

const jsonType = 'application/json'
/** A name, a password and a key fit in this. */
const bodyBytesMax = 4096

/** Log-on and renewal: `{user, password, clientKey}` or `{token, proof}`, answered with `{token, expiresAtMs}`. */
export const routeSessions = (app: FastifyInstance, sessionService: SessionService): void => {
  app.addContentTypeParser(jsonType, { parseAs: 'string', bodyLimit: bodyBytesMax }, (_request, body, done) =>
    done(null, parsed(String(body))),
  )
  app.post(logOnPath, async (request, reply) => {
    const { user, password, clientKey } = fieldsIn(request.body)
    if (!user || password === undefined || !isHex(clientKey)) return malformed(reply)
    const outcome = await sessionService.logOn({
      user,
      password,
      clientKey: Uint8Array.fromHex(clientKey),
      address: request.ip,
    })
    return answer(reply, outcome)
  })
  app.post(renewPath, async (request, reply) => {
    const { token, proof } = fieldsIn(request.body)
    if (!token || !proof) return malformed(reply)
    return answer(reply, await sessionService.renew({ token: bytesOf(token), proof: bytesOf(proof) }))
  })
}

const answer = (reply: FastifyReply, outcome: LogOnOutcome): FastifyReply => {
  if (outcome.kind === 'session')
    return reply
      .type(jsonType)
      .send(JSON.stringify({ token: textOfBytes(outcome.token), expiresAtMs: outcome.expiresAtMs }))
  const { reason, what, next } = outcome
  return reply.code(statusOf[reason]).type('text/plain').send(`${what}. ${next}\n`)
}

const statusOf: Readonly<Record<NotLetIn['reason'], number>> = {
  who: 401,
  denied: 403,
  wait: 429,
  unavailable: 503,
}

const malformed = (reply: FastifyReply): FastifyReply =>
  reply
    .code(400)
    .type('text/plain')
    .send('This log-on is not in our format. Update the program that sent it.\n')

const isHex = (text: string | undefined): text is string =>
  text !== undefined && /^([0-9a-f]{2}){1,64}$/.test(text)

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const fieldsIn = (body: unknown): Readonly<Record<string, string | undefined>> => {
  if (typeof body !== 'object' || body === null) return {}
  return Object.fromEntries(
    Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
