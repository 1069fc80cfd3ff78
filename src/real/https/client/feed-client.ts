import type { IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'

import type { FeedChannel, FeedEnvelope } from '../../../access/ports/index.ts'
import type { ChannelAnswer } from '../../../engine/ports/index.ts'
import { textOfBytes } from './header-bytes.ts'
import { branchHeader, feedPath, messageType, proofHeader } from './https-address.ts'
import { bodyOf, troubleText } from './https-client.ts'
import type { ServerAt } from './post-json.ts'

const stillMsMax = 20_000

export interface FeedClient extends FeedChannel {
  close(): void
}

export const feedClient = (server: ServerAt): FeedClient => {
  const ca = server.trusted === null ? {} : { ca: server.trusted }
  const agent = new Agent({ keepAlive: true, maxSockets: 1, minVersion: 'TLSv1.2', ...ca })
  const ask = async (envelope: FeedEnvelope): Promise<ChannelAnswer> => {
    try {
      return await answerIn(await sent(envelope, server, agent))
    } catch (error) {
      return { kind: 'lost', detail: troubleText(error, server) }
    }
  }
  return { ask, close: () => agent.destroy() }
}

const sent = (
  { branch, proof, body }: FeedEnvelope,
  { host, port }: ServerAt,
  agent: Agent,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const sending = request({
      host,
      port,
      agent,
      path: feedPath,
      method: 'POST',
      timeout: stillMsMax,
      headers: {
        'content-type': messageType,
        'content-length': body.length,
        [branchHeader]: textOfBytes(new TextEncoder().encode(branch)),
        [proofHeader]: textOfBytes(proof),
      },
    })
    sending.on('timeout', () => sending.destroy(new Error('it does not answer')))
    sending.on('error', reject)
    sending.on('response', resolve)
    sending.end(body)
  })

const answerIn = async (response: IncomingMessage): Promise<ChannelAnswer> => {
  const bytes = await bodyOf(response)
  if (response.statusCode === 200 && response.headers['content-type'] === messageType)
    return { kind: 'answer', bytes }
  const text = new TextDecoder().decode(bytes.subarray(0, 300)).trim()
  const detail = text === '' ? `the centre answered ${response.statusCode}` : text.replace(/\.$/, '')
  return { kind: response.statusCode === 401 ? 'denied' : 'lost', detail }
}
