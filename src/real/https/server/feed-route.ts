import type { FastifyInstance } from 'fastify'

import type { FeedHandler } from '../../../access/replication/index.ts'
import { branchHeader, bytesOf, feedPath, messageType, proofHeader } from '../client/index.ts'
import { statusOfCode } from './refusal-status.ts'

/** A request holds only a position, or the end of a page. */
const bodyBytesMax = 8192

/** A branch's requests to its centre: a signed message, answered by a message or refused with a reason. */
export const routeFeed = (app: FastifyInstance, feedHandler: FeedHandler): void => {
  app.post(feedPath, { bodyLimit: bodyBytesMax }, async (request, reply) => {
    const body = request.body instanceof Uint8Array ? request.body : new Uint8Array(0)
    const branch = new TextDecoder().decode(bytesOf(textIn(request.headers[branchHeader])))
    const proof = bytesOf(textIn(request.headers[proofHeader]))
    const answer = await feedHandler.answer({ branch, proof, body })
    if (answer.kind === 'answer') return reply.type(messageType).send(Buffer.from(answer.bytes))
    const { code, what, next } = answer.refusal
    return reply.code(statusOfCode[code]).type('text/plain').send(`${what}. ${next}\n`)
  })
}

const textIn = (header: string | readonly string[] | undefined): string =>
  typeof header === 'string' ? header : ''
